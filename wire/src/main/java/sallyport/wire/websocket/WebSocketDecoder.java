// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Turns the bytes of one direction of a connection into messages, however the network cut them.
 *
 * <pre>
 * offset length field                  allowed
 *      0  1 bit FIN                    1 for control frames
 *         3 bit reserved               0: no extensions
 *         4 bit opcode                 {@link Opcode}; a message starts with TEXT or BINARY and goes on with CONTINUATION
 *      1  1 bit masked                 1 from a client, 0 from a server
 *         7 bit length                 up to 125; 126 and 127 announce 2 or 8 bytes of length, which must be needed
 *      2    0, 2 or 8  longer length   big-endian, no more than this end's message limit
 *           0 or 4     mask key        {@link Masking}
 *           n          payload
 * </pre>
 *
 * <p>Memory grows with the bytes received, never with the length a header claims. Not thread-safe: owned by whoever reads the
 * socket. After a close frame, or an exception, the rest of the connection is ignored.
 */
public final class WebSocketDecoder {
    /** Takes what arrived. A buffer is valid during the call only; whoever wants to keep it copies it. */
    public interface Sink {
        void text(String message);

        void binary(ByteBuffer message);

        void ping(ByteBuffer payload);

        void pong(ByteBuffer payload);

        /** The peer's last frame; {@link CloseCode#NO_STATUS} and an empty reason if it gave none. */
        void close(int code, String reason);
    }

    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int OPCODE = 0x0f;
    private static final int MASKED = 0x80;
    private static final int SHORT_LENGTH = 0x7f;
    private static final int LENGTH_IN_2_BYTES = 126;
    private static final int LENGTH_IN_8_BYTES = 127;

    /** 4 if the peer is a client, 0 if it is a server. */
    private final int maskBytes;

    private final int maxMessageBytes;

    /** The header of the current frame, as far as it has arrived. */
    private final ByteBuffer header = ByteBuffer.allocate(WebSocketEncoder.MAX_HEADER_BYTES);

    private final Payload data = new Payload();
    private final Payload control = new Payload();

    private boolean inPayload;
    private boolean finished;

    // The current frame, valid while inPayload.
    private boolean last;
    private Opcode opcode = Opcode.CONTINUATION;
    private int maskKey;
    private int frameLength;
    private int frameTaken;

    /** Kind of the message whose fragments are being collected; CONTINUATION between messages. */
    private Opcode messageOpcode = Opcode.CONTINUATION;

    /**
     * A decoder for one connection.
     *
     * @param receiver which end this is; decides whether frames must be masked
     * @param maxMessageBytes longest message taken, all its fragments together
     */
    public WebSocketDecoder(Role receiver, int maxMessageBytes) {
        this.maskBytes = receiver == Role.SERVER ? Integer.BYTES : 0;
        this.maxMessageBytes = maxMessageBytes;
    }

    /**
     * Takes all bytes between position and limit and calls the sink for each message and control frame that they complete.
     *
     * @param in not read-only: masked payloads are unmasked in place
     * @throws WebSocketProtocolException if the peer broke the protocol or the limit
     */
    public void feed(ByteBuffer in, Sink sink) throws WebSocketProtocolException {
        try {
            while (!finished && (inPayload || in.hasRemaining())) {
                if (!inPayload && !takeHeader(in)) {
                    return;
                }
                if (!takePayload(in, sink)) {
                    return;
                }
            }
        } catch (WebSocketProtocolException e) {
            finished = true;
            throw e;
        }
        if (finished) {
            in.position(in.limit());
        }
    }

    /** Whether the header is complete now. */
    private boolean takeHeader(ByteBuffer in) throws WebSocketProtocolException {
        while (in.hasRemaining()) {
            header.put(in.get());
            if (header.position() == 2) {
                parseStart();
            }
            if (header.position() == lengthEnd()) {
                parseLength();
            }
            if (header.position() == lengthEnd() + maskBytes) {
                maskKey = maskBytes == 0 ? 0 : header.getInt(lengthEnd());
                header.clear();
                frameTaken = 0;
                inPayload = true;
                return true;
            }
        }
        return false;
    }

    /** Where the length ends; out of reach while it is unknown how long the length is. */
    private int lengthEnd() {
        if (header.position() < 2) {
            return Integer.MAX_VALUE - maskBytes;
        }
        return switch (shortLength()) {
            case LENGTH_IN_2_BYTES -> 2 + Short.BYTES;
            case LENGTH_IN_8_BYTES -> 2 + Long.BYTES;
            default -> 2;
        };
    }

    private int shortLength() {
        return header.get(1) & SHORT_LENGTH;
    }

    /** Two bytes are enough to refuse most of what is wrong. */
    private void parseStart() throws WebSocketProtocolException {
        int first = header.get(0);
        if ((first & RESERVED) != 0) {
            throw WebSocketProtocolException.protocolError("a reserved bit is set, but no extension was agreed on");
        }
        boolean expectMasked = maskBytes > 0;
        if (((header.get(1) & MASKED) != 0) != expectMasked) {
            throw WebSocketProtocolException.protocolError(
                    expectMasked ? "a client's frame is not masked" : "a server's frame is masked");
        }
        last = (first & FIN) != 0;
        opcode = Opcode.of(first & OPCODE);
        if (opcode.isControl()) {
            checkControl();
        } else {
            checkOrder();
        }
    }

    private void checkControl() throws WebSocketProtocolException {
        if (!last) {
            throw WebSocketProtocolException.protocolError("a control frame is fragmented");
        }
        if (shortLength() > WebSocketEncoder.MAX_CONTROL_BYTES) {
            throw WebSocketProtocolException.protocolError("a control frame has more than 125 bytes");
        }
        if (opcode == Opcode.CLOSE && shortLength() == 1) {
            throw WebSocketProtocolException.protocolError("a close frame has half a code");
        }
    }

    private void checkOrder() throws WebSocketProtocolException {
        boolean inMessage = messageOpcode != Opcode.CONTINUATION;
        if (inMessage && opcode != Opcode.CONTINUATION) {
            throw WebSocketProtocolException.protocolError("a message starts before the last one ended");
        }
        if (!inMessage && opcode == Opcode.CONTINUATION) {
            throw WebSocketProtocolException.protocolError("a continuation has no message");
        }
        if (!inMessage) {
            messageOpcode = opcode;
        }
    }

    private void parseLength() throws WebSocketProtocolException {
        long length = switch (shortLength()) {
            case LENGTH_IN_2_BYTES -> Short.toUnsignedLong(header.getShort(2));
            case LENGTH_IN_8_BYTES -> header.getLong(2);
            default -> shortLength();
        };
        if (length < 0) {
            throw WebSocketProtocolException.protocolError("a frame claims more than 2^63 bytes");
        }
        if ((shortLength() == LENGTH_IN_2_BYTES && length < LENGTH_IN_2_BYTES)
                || (shortLength() == LENGTH_IN_8_BYTES && length <= 0xffff)) {
            throw WebSocketProtocolException.protocolError("a length is not in its shortest form");
        }
        if (!opcode.isControl() && length > maxMessageBytes - data.length()) {
            throw WebSocketProtocolException.tooBig(data.length() + length, maxMessageBytes);
        }
        frameLength = (int) length;
    }

    /** Whether the frame is complete now. */
    private boolean takePayload(ByteBuffer in, Sink sink) throws WebSocketProtocolException {
        int take = Math.min(frameLength - frameTaken, in.remaining());
        ByteBuffer part = in.slice(in.position(), take);
        in.position(in.position() + take);
        if (maskBytes > 0) {
            Masking.apply(part, maskKey, frameTaken);
        }
        frameTaken += take;
        boolean complete = frameTaken == frameLength;
        Payload payload = opcode.isControl() ? control : data;
        if (complete && last && payload.length() == 0) {
            inPayload = false;
            deliver(part, sink); // all in one piece: no copy
            return true;
        }
        payload.append(part);
        if (complete) {
            inPayload = false;
            if (last) {
                deliver(payload.take(), sink);
            }
        }
        return complete;
    }

    private void deliver(ByteBuffer payload, Sink sink) throws WebSocketProtocolException {
        switch (opcode) {
            case PING -> sink.ping(payload);
            case PONG -> sink.pong(payload);
            case CLOSE -> deliverClose(payload, sink);
            case TEXT, BINARY, CONTINUATION -> deliverMessage(payload, sink);
        }
    }

    private void deliverMessage(ByteBuffer payload, Sink sink) throws WebSocketProtocolException {
        boolean text = messageOpcode == Opcode.TEXT;
        messageOpcode = Opcode.CONTINUATION;
        if (text) {
            sink.text(utf8(payload));
        } else {
            sink.binary(payload);
        }
    }

    private void deliverClose(ByteBuffer payload, Sink sink) throws WebSocketProtocolException {
        finished = true;
        if (!payload.hasRemaining()) {
            sink.close(CloseCode.NO_STATUS, "");
            return;
        }
        int code = Short.toUnsignedInt(payload.getShort());
        if (!CloseCode.mayTravel(code)) {
            throw WebSocketProtocolException.protocolError("the close code %d must not be sent".formatted(code));
        }
        sink.close(code, utf8(payload));
    }

    private static String utf8(ByteBuffer bytes) throws WebSocketProtocolException {
        try {
            // a new decoder reports malformed input instead of replacing it
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw WebSocketProtocolException.invalidText();
        }
    }
}
