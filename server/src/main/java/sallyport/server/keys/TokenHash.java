// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of a token, in lower-case hexadecimal: enough to recognise the token, useless to whoever reads the store.
 *
 * <p>A plain hash is only safe for tokens that nobody can guess. Every token hashed here has at least 119 random
 * bits; never use it for a password.
 */
public record TokenHash(String hex) {

    private static final int HEX_LENGTH = 64;

    public TokenHash {
        if (hex.length() != HEX_LENGTH) {
            throw new IllegalArgumentException("a token hash has 64 hexadecimal digits, not " + hex.length());
        }
    }

    public static TokenHash of(Secret token) {
        return of(token.value());
    }

    public static TokenHash of(String token) {
        return new TokenHash(HexFormat.of().formatHex(sha256(token.getBytes(StandardCharsets.UTF_8))));
    }

    /** Whether {@code token} is the one that was hashed. Takes the same time wherever they differ. */
    public boolean matches(String token) {
        // SECURITY: constant time, so that an answer's delay says nothing about how much of a guess was right
        return MessageDigest.isEqual(ascii(hex), ascii(of(token).hex));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
