// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;

/**
 * One binary WebSocket message in a pooled buffer, which can be sent on without being copied.
 *
 * <p>Reference counted: a handler borrows what it receives; to keep it, {@link #retain} first and {@link #release} later.
 * {@link WebSocket#send(BinaryMessage)} takes a reference over.
 */
public final class BinaryMessage {
    /** Room before the payload for the longest unmasked frame header (RFC 6455 §5.2), so that header and payload leave as one buffer. */
    private static final int HEADROOM = 10;

    private static final int FIN_BINARY = 0x82;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    /** Reader index at the payload; the {@value #HEADROOM} bytes before it are ours. */
    private final ByteBuf buffer;

    private BinaryMessage(ByteBuf buffer) {
        this.buffer = buffer;
    }

    /** A message outside the pool; releasing it is optional. */
    public static BinaryMessage copyOf(byte[] payload) {
        return new BinaryMessage(withHeadroom(Unpooled.buffer(HEADROOM + payload.length), ByteBuffer.wrap(payload)));
    }

    static BinaryMessage copyOf(ByteBuffer payload, ByteBufAllocator allocator) {
        return new BinaryMessage(withHeadroom(allocator.directBuffer(HEADROOM + payload.remaining()), payload));
    }

    private static ByteBuf withHeadroom(ByteBuf buffer, ByteBuffer payload) {
        return buffer.writeZero(HEADROOM).writeBytes(payload).readerIndex(HEADROOM);
    }

    /** A read-only view of the message, valid while a reference is held. */
    public ByteBuffer bytes() {
        return buffer.nioBuffer().asReadOnlyBuffer();
    }

    public int length() {
        return buffer.readableBytes();
    }

    /** Adds a reference. */
    public BinaryMessage retain() {
        buffer.retain();
        return this;
    }

    /** Gives a reference back; the last one returns the buffer to its pool. */
    public void release() {
        buffer.release();
    }

    /** The message as one unmasked frame. Takes over a reference: the frame must be released in its place. */
    ByteBuf frame() {
        int length = length();
        int start;
        if (length < LENGTH_16) {
            start = HEADROOM - 2;
            buffer.setByte(start + 1, length);
        } else if (length <= 0xFFFF) {
            start = HEADROOM - 4;
            buffer.setByte(start + 1, LENGTH_16).setShort(start + 2, length);
        } else {
            start = HEADROOM - 10;
            buffer.setByte(start + 1, LENGTH_64).setLong(start + 2, length);
        }
        buffer.setByte(start, FIN_BINARY);
        return buffer.slice(start, HEADROOM - start + length);
    }

    @Override
    public String toString() {
        return "BinaryMessage[" + length() + " bytes]";
    }
}
