// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * The public half of the RSA key by which a node proves itself.
 *
 * @param base64 the key as it travels: base64 of the DER form of SubjectPublicKeyInfo
 */
public record NodeKey(String base64, RSAPublicKey publicKey) {

    // SECURITY: shorter keys can be factored; longer ones only make every verification slower
    private static final int MIN_BITS = 2048;
    private static final int MAX_BITS = 4096;

    // 4096 bits are 736 characters; what is longer is not worth decoding
    private static final int MAX_LENGTH = 1024;

    /** Reads a key of the type {@code Rsa}, 2048 to 4096 bits long; empty if it is anything else. */
    public static Optional<NodeKey> parse(String type, String base64) {
        if (!type.equalsIgnoreCase("Rsa") || base64.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] der = Base64.getDecoder().decode(base64);
            PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
            return key instanceof RSAPublicKey rsa && hasGoodLength(rsa)
                    ? Optional.of(new NodeKey(base64, rsa))
                    : Optional.empty();
        } catch (IllegalArgumentException | GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private static boolean hasGoodLength(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        return bits >= MIN_BITS && bits <= MAX_BITS;
    }
}
