// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.websocket;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Collects a payload that arrives in pieces; its array grows with the bytes and is kept for the next one unless it is large. */
final class Payload {
    /** Larger arrays are given back after use: a busy tunnel stays below, an idle connection should not hold a rare giant. */
    private static final int MAX_KEPT_BYTES = 1 << 17;

    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int length;

    int length() {
        return length;
    }

    void append(ByteBuffer part) {
        int needed = length + part.remaining();
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * bytes.length)));
        }
        part.get(bytes, length, part.remaining());
        length = needed;
    }

    /** The payload, valid until the next {@link #append}; empties this. */
    ByteBuffer take() {
        ByteBuffer taken = ByteBuffer.wrap(bytes, 0, length).slice();
        length = 0;
        if (bytes.length > MAX_KEPT_BYTES) {
            bytes = NONE;
        }
        return taken;
    }
}
