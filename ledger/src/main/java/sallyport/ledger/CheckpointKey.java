// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.ledger;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/**
 * The Ed25519 key with which a server signs its checkpoints. Auditors hold its {@link #fingerprint}. Where the private
 * half rests, and how it is wrapped, is the server's matter.
 */
public final class CheckpointKey {
    private static final String ALGORITHM = "Ed25519";

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private CheckpointKey(PrivateKey privateKey, PublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    public static CheckpointKey generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            return new CheckpointKey(pair.getPrivate(), pair.getPublic());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Java 15 and later have Ed25519", e);
        }
    }

    /**
     * A key from {@link #privateKey()} and {@link #publicKey()}.
     *
     * @throws GeneralSecurityException when they are not the two halves of an Ed25519 key
     */
    public static CheckpointKey of(byte[] pkcs8, byte[] subjectPublicKeyInfo) throws GeneralSecurityException {
        KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
        CheckpointKey key = new CheckpointKey(
                keys.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)),
                keys.generatePublic(new X509EncodedKeySpec(subjectPublicKeyInfo)));
        byte[] probe = {1};
        if (!verifies(subjectPublicKeyInfo, probe, key.sign(probe))) {
            throw new GeneralSecurityException("the private and the public half do not belong together");
        }
        return key;
    }

    /** The private half, PKCS #8. SECURITY: wrap it before it touches a disk. */
    public byte[] privateKey() {
        return privateKey.getEncoded();
    }

    /** The public half, DER SubjectPublicKeyInfo. */
    public byte[] publicKey() {
        return publicKey.getEncoded();
    }

    /** SHA-256 of the public half, lower-case hex. */
    public String fingerprint() {
        return fingerprint(publicKey());
    }

    static String fingerprint(byte[] publicKey) {
        return EntryCodec.sha256(publicKey, 0, publicKey.length);
    }

    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("an Ed25519 key signs anything", e);
        }
    }

    /** Whether the key, which may be any bytes, made the signature. */
    static boolean verifies(byte[] publicKey, byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(publicKey)));
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "CheckpointKey[" + fingerprint() + "]";
    }
}
