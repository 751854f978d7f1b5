// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * The public half of the RSA key by which a node proves itself, as it travels and as it is stored: base64 of the DER form of
 * SubjectPublicKeyInfo.
 */
public final class NodeKey {

    // SECURITY: shorter keys can be factored; longer ones only make every verification slower
    private static final int MIN_BITS = 2048;
    private static final int MAX_BITS = 4096;

    // 4096 bits are 736 characters; what is longer is not worth decoding
    private static final int MAX_LENGTH = 1024;

    private final String base64;

    private NodeKey(String base64) {
        this.base64 = base64;
    }

    /** Reads a key of the type {@code Rsa}, 2048 to 4096 bits long; empty if it is anything else. */
    public static Optional<NodeKey> parse(String type, String base64) {
        if (!type.equalsIgnoreCase("Rsa") || base64.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            int bits = decode(base64).getModulus().bitLength();
            return bits >= MIN_BITS && bits <= MAX_BITS ? Optional.of(new NodeKey(base64)) : Optional.empty();
        } catch (IllegalArgumentException | GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    /** A key that was parsed before it was stored. It is not decoded again until it has to verify something. */
    static NodeKey stored(String base64) {
        return new NodeKey(base64);
    }

    public String base64() {
        return base64;
    }

    public RSAPublicKey publicKey() {
        try {
            return decode(base64);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a node's key was not valid when it was stored", e);
        }
    }

    private static RSAPublicKey decode(String base64) throws GeneralSecurityException {
        byte[] der = Base64.getDecoder().decode(base64);
        return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NodeKey that && base64.equals(that.base64);
    }

    @Override
    public int hashCode() {
        return base64.hashCode();
    }

    @Override
    public String toString() {
        return base64;
    }
}
