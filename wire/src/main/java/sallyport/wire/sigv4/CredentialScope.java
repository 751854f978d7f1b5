// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.sigv4;

import java.time.Instant;

/**
 * The day, region and service for which a signature is good; part of the string to sign and of the key derivation.
 *
 * @param date eight digits, {@code yyyyMMdd}, UTC
 */
public record CredentialScope(String date, String region, String service) {
    /** Every version 4 scope ends with this word. */
    public static final String TERMINATOR = "aws4_request";

    public static CredentialScope of(Instant signedAt, String region, String service) {
        return new CredentialScope(AmzDate.format(signedAt).substring(0, 8), region, service);
    }

    /** The scope as it travels: {@code 20150830/us-east-1/iam/aws4_request}. */
    @Override
    public String toString() {
        return date + '/' + region + '/' + service + '/' + TERMINATOR;
    }
}
