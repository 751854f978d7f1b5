// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.register;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The key a node signs with, and its replacement in two steps that a crash cannot come between: {@link #prepare} puts the new
 * key on the disk, then the server is told, then {@link #adopt} makes it the node's. Whoever starts between the last two finds
 * both keys and, refused with the first, asks for the other. Not for several threads at once.
 *
 * <p>Source: docs/protocol/agent.md#role-token ({@code UpdateKeyPair}).
 */
public final class NodeKey {
    private static final int BITS = 2048;

    /** Where keys stay. */
    interface Files {
        void writeNext(PrivateKey key) throws IOException;

        /** The next key is the node's from now on. */
        void promoteNext() throws IOException;
    }

    private final Files files;
    private PrivateKey current;
    private @Nullable PrivateKey next;

    NodeKey(PrivateKey current, @Nullable PrivateKey next, Files files) {
        this.current = current;
        this.next = next;
        this.files = files;
    }

    /** A key that is never replaced on a disk, for tests. */
    public static NodeKey fixed(PrivateKey key) {
        return new NodeKey(key, null, new Files() {
            @Override
            public void writeNext(PrivateKey ignored) {}

            @Override
            public void promoteNext() {}
        });
    }

    static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has RSA", e);
        }
    }

    /** What the server is believed to know. */
    public PrivateKey current() {
        return current;
    }

    /** The key of a replacement that was begun; the server may or may not have heard of it. */
    public Optional<PrivateKey> next() {
        return Optional.ofNullable(next);
    }

    /**
     * Begins a replacement, or takes up the one that was begun.
     *
     * @return what to tell the server, signed with {@link #current}
     */
    public PublicKey prepare() throws IOException {
        if (next == null) {
            PrivateKey fresh = newPair().getPrivate();
            files.writeNext(fresh);
            next = fresh;
        }
        return publicHalf(next);
    }

    /** The server knows the next key. */
    public void adopt() throws IOException {
        if (next != null) {
            files.promoteNext();
            current = next;
            next = null;
        }
    }

    private static PublicKey publicHalf(PrivateKey key) throws IOException {
        try {
            RSAPrivateCrtKey rsa = (RSAPrivateCrtKey) key;
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
        } catch (GeneralSecurityException | ClassCastException e) {
            throw new IOException("the node's next key is no RSA key; delete node-key.next.pem", e);
        }
    }
}
