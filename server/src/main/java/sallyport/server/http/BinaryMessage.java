// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import sallyport.wire.websocket.Opcode;
import sallyport.wire.websocket.WebSocketEncoder;

/**
 * One binary WebSocket message in a pooled buffer, which can be sent on without being copied.
 *
 * <p>Reference counted: a handler borrows what it receives; to keep it, {@link #retain} first and {@link #release} later.
 * {@link WebSocket#send(BinaryMessage)} takes a reference over.
 */
public final class BinaryMessage {
    /** Room before the payload for the longest unmasked frame header (RFC 6455 §5.2), so that header and payload leave as one buffer. */
    private static final int HEADROOM = 10;

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
        int headerBytes = WebSocketEncoder.headerBytes(length());
        int start = HEADROOM - headerBytes;
        WebSocketEncoder.putHeader(buffer.nioBuffer(start, headerBytes), Opcode.BINARY, length());
        return buffer.slice(start, headerBytes + length());
    }

    @Override
    public String toString() {
        return "BinaryMessage[" + length() + " bytes]";
    }
}
