// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.sigv4;

/** The text that is signed: algorithm, time, scope and the hash of the canonical request, one per line. */
public record StringToSign(String text) {
    /** The only algorithm name in use; nodes write it too, although they sign with RSA. */
    public static final String ALGORITHM = "AWS4-HMAC-SHA256";

    /** Puts the parts together; the signing time is in the form of {@link AmzDate}. */
    public static StringToSign of(String amzDate, CredentialScope scope, CanonicalRequest request) {
        return new StringToSign(ALGORITHM + '\n' + amzDate + '\n' + scope + '\n' + request.hash());
    }
}
