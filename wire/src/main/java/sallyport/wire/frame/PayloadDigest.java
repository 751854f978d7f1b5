// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.frame;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 as the header carries it. */
final class PayloadDigest {
    private PayloadDigest() {}

    static byte[] of(byte[] payload) {
        return sha256().digest(payload);
    }

    static byte[] of(ByteBuffer payload) {
        MessageDigest digest = sha256();
        digest.update(payload);
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
