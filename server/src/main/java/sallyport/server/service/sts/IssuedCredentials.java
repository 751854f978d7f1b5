// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.sts;

import java.time.Instant;
import sallyport.server.identity.TemporaryCredentials;

/** The shape {@code Credentials} of STS. Its text has no secrets: it is a record, and records print what they hold. */
public record IssuedCredentials(String accessKeyId, String secretAccessKey, String sessionToken, Instant expiration) {
    static IssuedCredentials of(TemporaryCredentials issued) {
        return new IssuedCredentials(
                issued.accessKeyId(),
                issued.secretAccessKey().value(),
                issued.sessionToken().value(),
                issued.expires());
    }

    @Override
    public String toString() {
        return "IssuedCredentials[" + accessKeyId + ", until " + expiration + "]";
    }
}
