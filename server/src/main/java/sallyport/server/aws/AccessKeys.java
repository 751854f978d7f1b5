// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import java.util.Optional;
import sallyport.server.identity.AccessKey;

/** Finds the key a request says it was signed with; {@code Credentials::find} in the server. */
@FunctionalInterface
public interface AccessKeys {
    Optional<AccessKey> find(String accessKeyId);
}
