// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ec2;

import java.util.Optional;

/** A tag as EC2's API writes it. */
public record Tag(Optional<String> key, Optional<String> value) {
    static Tag of(String key, String value) {
        return new Tag(Optional.of(key), Optional.of(value));
    }
}
