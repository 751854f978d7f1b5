// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.sigv4;

import java.util.Optional;

/** An access key with its secret, and the session token when the credentials are temporary. */
public record Credentials(String accessKeyId, String secretAccessKey, Optional<String> sessionToken) {

    /** Long-term credentials. */
    public static Credentials longTerm(String accessKeyId, String secretAccessKey) {
        return new Credentials(accessKeyId, secretAccessKey, Optional.empty());
    }

    /** Temporary credentials. */
    public static Credentials temporary(String accessKeyId, String secretAccessKey, String sessionToken) {
        return new Credentials(accessKeyId, secretAccessKey, Optional.of(sessionToken));
    }

    // SECURITY: neither the secret nor the token may reach a log.
    @Override
    public String toString() {
        return "Credentials[accessKeyId=" + accessKeyId + ", secretAccessKey=***]";
    }
}
