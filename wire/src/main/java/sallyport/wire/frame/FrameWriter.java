// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.frame;

import java.nio.ByteBuffer;

/** Turns frames into WebSocket messages; the layout is in {@link FrameLayout}. */
public final class FrameWriter {
    private FrameWriter() {}

    /** Bytes that {@link #write(Frame)} makes of this frame. */
    public static int lengthBytes(Frame frame) {
        return FrameLayout.PAYLOAD_AT + frame.payload().length;
    }

    /**
     * The frame as the bytes of one WebSocket message, with the digest of its payload.
     *
     * @throws IllegalArgumentException if the payload is empty: the official ends cannot send such a frame, so nothing proves
     *     that they take one. Control messages without content carry {@code {}}.
     */
    public static byte[] write(Frame frame) {
        byte[] message = new byte[lengthBytes(frame)];
        write(frame, ByteBuffer.wrap(message));
        return message;
    }

    /** {@link #write(Frame)} into a buffer with {@link #lengthBytes} bytes left, so that a sender needs no second copy. */
    public static void write(Frame frame, ByteBuffer out) {
        byte[] payload = frame.payload();
        if (payload.length == 0) {
            throw new IllegalArgumentException("a frame needs a payload, %s has none".formatted(frame));
        }
        ByteBuffer message =
                out.slice(out.position(), lengthBytes(frame)); // also big-endian, whatever the caller's order
        message.putInt(FrameLayout.HEADER_LENGTH_AT, FrameLayout.HEADER_LENGTH);
        message.put(FrameLayout.TYPE_AT, frame.type().paddedName());
        message.putInt(FrameLayout.SCHEMA_VERSION_AT, FrameLayout.SCHEMA_VERSION);
        message.putLong(FrameLayout.CREATED_AT, frame.createdMillis());
        message.putLong(FrameLayout.SEQUENCE_AT, frame.sequence());
        message.putLong(FrameLayout.FLAGS_AT, frame.flags());
        message.putLong(FrameLayout.ID_LOW_AT, frame.id().getLeastSignificantBits());
        message.putLong(FrameLayout.ID_HIGH_AT, frame.id().getMostSignificantBits());
        message.put(FrameLayout.DIGEST_AT, PayloadDigest.of(payload));
        message.putInt(FrameLayout.PAYLOAD_TYPE_AT, frame.payloadType().code());
        message.putInt(FrameLayout.PAYLOAD_LENGTH_AT, payload.length);
        message.put(FrameLayout.PAYLOAD_AT, payload);
        out.position(out.position() + message.limit());
    }
}
