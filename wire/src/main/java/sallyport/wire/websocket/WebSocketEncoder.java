// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Frames what this end sends: always one frame per message, never fragmented.
 *
 * <p>The whole-frame forms copy the payload once. Who builds payloads in a buffer of his own writes
 * {@link #putHeader} or {@link #putMaskedHeader} first and masks in place.
 */
public final class WebSocketEncoder {
    /** Longest header: two bytes, eight of length, four of mask. */
    public static final int MAX_HEADER_BYTES = 14;

    /** Longest payload of ping, pong and close frames. */
    public static final int MAX_CONTROL_BYTES = 125;

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int MAX_SHORT_LENGTH = 125;
    private static final int LENGTH_IN_2_BYTES = 126;
    private static final int LENGTH_IN_8_BYTES = 127;
    private static final int MAX_2_BYTE_LENGTH = 0xffff;

    private WebSocketEncoder() {}

    /** A frame from a server; reads the payload from position to limit and leaves both. */
    public static byte[] frame(Opcode opcode, ByteBuffer payload) {
        ByteBuffer out = ByteBuffer.allocate(headerBytes(payload.remaining()) + payload.remaining());
        putHeader(out, opcode, payload.remaining());
        out.put(payload.duplicate());
        return out.array();
    }

    /**
     * A frame from a client; reads the payload from position to limit and leaves both.
     *
     * @param maskKey unpredictable for whoever chose the payload
     */
    public static byte[] maskedFrame(Opcode opcode, ByteBuffer payload, int maskKey) {
        ByteBuffer out = ByteBuffer.allocate(headerBytes(payload.remaining()) + Integer.BYTES + payload.remaining());
        putMaskedHeader(out, opcode, payload.remaining(), maskKey);
        int payloadAt = out.position();
        out.put(payload.duplicate());
        mask(out.position(payloadAt), maskKey);
        return out.array();
    }

    /** Bytes of an unmasked header; a masked one has four more. */
    public static int headerBytes(int payloadLength) {
        if (payloadLength <= MAX_SHORT_LENGTH) {
            return 2;
        }
        return payloadLength <= MAX_2_BYTE_LENGTH ? 2 + Short.BYTES : 2 + Long.BYTES;
    }

    /** The header of a server's frame, for a payload of this length that follows unchanged. */
    public static void putHeader(ByteBuffer out, Opcode opcode, int payloadLength) {
        putHeader(out, opcode, payloadLength, 0);
    }

    /** The header of a client's frame, for a payload of this length that follows after {@link #mask}. */
    public static void putMaskedHeader(ByteBuffer out, Opcode opcode, int payloadLength, int maskKey) {
        putHeader(out, opcode, payloadLength, MASKED);
        putBigEndian(out, maskKey, Integer.BYTES);
    }

    /** Masks one whole payload in place, from position to limit, and leaves both. */
    public static void mask(ByteBuffer payload, int maskKey) {
        Masking.apply(payload, maskKey, 0);
    }

    /** The payload of a close frame; the reason is cut at 123 bytes, never inside a character. */
    public static byte[] closePayload(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, MAX_CONTROL_BYTES - Short.BYTES);
        while (length < text.length && length > 0 && isContinuation(text[length])) {
            length--;
        }
        return ByteBuffer.allocate(Short.BYTES + length)
                .putShort((short) code)
                .put(text, 0, length)
                .array();
    }

    private static void putHeader(ByteBuffer out, Opcode opcode, int payloadLength, int masked) {
        if (opcode.isControl() && payloadLength > MAX_CONTROL_BYTES) {
            throw new IllegalArgumentException(
                    "a %s frame has at most %d bytes, not %d".formatted(opcode, MAX_CONTROL_BYTES, payloadLength));
        }
        out.put((byte) (FIN | opcode.code()));
        if (payloadLength <= MAX_SHORT_LENGTH) {
            out.put((byte) (masked | payloadLength));
        } else if (payloadLength <= MAX_2_BYTE_LENGTH) {
            out.put((byte) (masked | LENGTH_IN_2_BYTES));
            putBigEndian(out, payloadLength, Short.BYTES);
        } else {
            out.put((byte) (masked | LENGTH_IN_8_BYTES));
            putBigEndian(out, payloadLength, Long.BYTES);
        }
    }

    /** Byte by byte, as the caller's buffer may have any order. */
    private static void putBigEndian(ByteBuffer out, long value, int bytes) {
        for (int i = bytes - 1; i >= 0; i--) {
            out.put((byte) (value >>> (i * Byte.SIZE)));
        }
    }

    private static boolean isContinuation(byte utf8) {
        return (utf8 & 0xc0) == 0x80;
    }
}
