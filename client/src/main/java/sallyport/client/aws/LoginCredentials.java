// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.aws;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Credentials that expire, in the form programs under {@code credential_process} print them. */
public record LoginCredentials(
        @JsonProperty("AccessKeyId") String accessKeyId,
        @JsonProperty("SecretAccessKey") String secretAccessKey,
        @JsonProperty("SessionToken") String sessionToken,
        @JsonProperty("Expiration") String expiration) {

    /** The version of that form. */
    @JsonProperty("Version")
    public int version() {
        return 1;
    }

    /** Whether they are good until then at least. */
    public boolean goodUntil(Instant moment) {
        try {
            return !sessionToken.isEmpty() && Instant.parse(expiration).isAfter(moment);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "LoginCredentials[" + accessKeyId + ", until " + expiration + "]";
    }
}
