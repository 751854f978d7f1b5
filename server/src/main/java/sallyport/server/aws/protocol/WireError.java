// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws.protocol;

import java.util.Map;

/**
 * An error as it leaves.
 *
 * @param members modelled members beside the message
 */
public record WireError(int status, String code, String message, Map<String, String> members) {
    public WireError {
        members = Map.copyOf(members);
    }

    static WireError of(int status, String code, String message) {
        return new WireError(status, code, message, Map.of());
    }
}
