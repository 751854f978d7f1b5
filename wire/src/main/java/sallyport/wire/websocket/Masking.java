// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.websocket;

import java.nio.ByteBuffer;

/** The exclusive-or that clients apply to every payload (RFC 6455 §5.3); applying it twice gives the payload back. */
final class Masking {
    private Masking() {}

    /**
     * Changes the bytes between position and limit in place, position and limit stay.
     *
     * @param phase how many bytes of the same payload were handled before this buffer
     */
    static void apply(ByteBuffer payload, int maskKey, long phase) {
        ByteBuffer bytes = payload.slice(); // also big-endian, whatever the caller's order
        int key = Integer.rotateLeft(maskKey, (int) (phase & 3) * Byte.SIZE);
        long wideKey = ((long) key << Integer.SIZE) | Integer.toUnsignedLong(key);
        int at = 0;
        // eight bytes a time: a byte-wise loop costs a third of the relay's throughput
        for (; at + Long.BYTES <= bytes.limit(); at += Long.BYTES) {
            bytes.putLong(at, bytes.getLong(at) ^ wideKey);
        }
        for (; at < bytes.limit(); at++) {
            bytes.put(at, (byte) (bytes.get(at) ^ (wideKey >>> (Long.SIZE - Byte.SIZE - (at & 7) * Byte.SIZE))));
        }
    }
}
