// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that wraps every secret at rest: AES-256 in GCM mode. Thread-safe.
 *
 * <p>What a secret belongs to is bound to it as associated data: a wrapped secret that was moved to another row does not
 * unwrap there. The wrapped form is base64 of
 *
 * <pre>
 * offset  length  field
 * 0       1       version, 1
 * 1       12      nonce, random: 2^32 wraps keep the chance of a repeated one below 2^-32
 * 13      n + 16  ciphertext of the UTF-8 text and its tag
 * </pre>
 */
public final class MasterKey {

    static final int KEY_BYTES = 32;

    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String CIPHER = "AES/GCM/NoPadding";

    private final SecretKey key;
    private final SecureRandom random;

    MasterKey(byte[] key, SecureRandom random) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a master key has 32 bytes, not " + key.length);
        }
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    /** A key for one run only; for tests. */
    public static MasterKey random(SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return new MasterKey(key, random);
    }

    /** Encrypts a secret. {@code owner}: what it belongs to; needed again to unwrap it. */
    public String wrap(Secret secret, String owner) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, 0, owner);
            byte[] sealed = cipher.doFinal(secret.value().getBytes(StandardCharsets.UTF_8));
            byte[] wrapped = ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return Base64.getEncoder().encodeToString(wrapped);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has " + CIPHER, e);
        }
    }

    /**
     * Decrypts what {@link #wrap} has made for the same owner.
     *
     * @throws WrongKeyException if it was wrapped with another key or for another owner, or was altered
     */
    public Secret unwrap(String wrapped, String owner) {
        try {
            byte[] bytes = Base64.getDecoder().decode(wrapped);
            if (bytes.length <= 1 + NONCE_BYTES || bytes[0] != VERSION) {
                throw new WrongKeyException("not a wrapped secret", null);
            }
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, bytes, 1, owner);
            byte[] text = cipher.doFinal(bytes, 1 + NONCE_BYTES, bytes.length - 1 - NONCE_BYTES);
            return new Secret(new String(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new WrongKeyException("the secret of " + owner + " was not wrapped with this master key", e);
        }
    }

    /** A key for HMAC-SHA256 that is the same at every start: one for each purpose, none of which tells about the others. */
    public SecretKey derive(String purpose) {
        try {
            HKDFParameterSpec parameters = HKDFParameterSpec.expandOnly(
                    key, purpose.getBytes(StandardCharsets.UTF_8), KEY_BYTES); // the master key is random already
            return KDF.getInstance("HKDF-SHA256").deriveKey("HmacSHA256", parameters);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has HKDF", e);
        }
    }

    private Cipher cipher(int mode, byte[] bytes, int nonceOffset, String owner) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, bytes, nonceOffset, NONCE_BYTES));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
