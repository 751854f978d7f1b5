// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** The body of one request while it arrives: grows with the bytes received, never with what a header claims. Owned by its connection's loop. */
final class RequestBody {
    private static final byte[] NONE = {};

    enum Verdict {
        TAKEN,
        TOO_LONG,
        NO_MEMORY
    }

    private final int limitBytes;
    private final BodyBudget budget;
    private byte[] bytes = NONE;
    private int length;

    RequestBody(int limitBytes, BodyBudget budget) {
        this.limitBytes = limitBytes;
        this.budget = budget;
    }

    /** Copies a part; on any other verdict than TAKEN the request is lost. */
    Verdict append(ByteBuf part) {
        int added = part.readableBytes();
        if (added > limitBytes - length) {
            return Verdict.TOO_LONG;
        }
        if (length + added > bytes.length && !grow(length + added)) {
            return Verdict.NO_MEMORY;
        }
        part.readBytes(bytes, length, added);
        length += added;
        return Verdict.TAKEN;
    }

    private boolean grow(int needed) {
        int capacity = Math.max(needed, Math.min(limitBytes, 2 * bytes.length));
        if (!budget.take(capacity - bytes.length)) {
            return false;
        }
        bytes = Arrays.copyOf(bytes, capacity);
        return true;
    }

    /** The whole body. Its memory counts until {@link #release}. */
    byte[] bytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    void release() {
        budget.giveBack(bytes.length);
        bytes = NONE;
        length = 0;
    }
}
