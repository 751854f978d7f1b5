// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.frame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Takes WebSocket messages apart; the layout is in {@link FrameLayout}. Buffers are read from their position to their limit and
 * come back unchanged.
 *
 * <p>Stricter than the official ends, which take everything after the header for payload, skip the digest (agent) and panic on
 * lengths that do not fit: such a frame never comes from a working end, and relaying it could kill the receiver's reader
 * ({@code docs/protocol/frame.md#what-readers-do-with-odd-frames}).
 */
public final class FrameReader {
    private static final Pattern CONTROL_CHARACTER = Pattern.compile("\\p{Cntrl}");

    private FrameReader() {}

    /**
     * The frame, with its own copy of the payload.
     *
     * @throws MalformedFrameException as {@link #header} does, or if this version does not know the message type or payload
     *     type, or the digest does not fit
     */
    public static Frame read(ByteBuffer message) throws MalformedFrameException {
        FrameHeader header = header(message);
        MessageType type = header.type().orElseThrow(() -> new MalformedFrameException("the message type is unknown"));
        PayloadType payloadType = header.payloadType()
                .orElseThrow(() -> new MalformedFrameException("the payload type %s is unknown"
                        .formatted(Integer.toUnsignedString(header.payloadTypeCode()))));
        if (!digestMatches(message, header)) {
            throw new MalformedFrameException("the payload digest does not fit the payload");
        }
        byte[] payload = new byte[header.payloadLength()];
        message.get(message.position() + header.payloadOffset(), payload);
        return new Frame(
                type, header.createdMillis(), header.sequence(), header.flags(), header.id(), payloadType, payload);
    }

    /**
     * The fields before the payload; neither checks the digest nor copies anything.
     *
     * @throws MalformedFrameException if the message is shorter than a header, the header length or payload length does not fit
     *     it, the message type is blank, or the creation date is 0 in anything but start/pause_publication
     */
    public static FrameHeader header(ByteBuffer message) throws MalformedFrameException {
        ByteBuffer in = message.slice(); // also big-endian, whatever the caller's order
        int length = in.limit();
        if (length < FrameLayout.PAYLOAD_AT) {
            throw new MalformedFrameException("a frame has at least 120 bytes, this one %d".formatted(length));
        }
        int payloadOffset = payloadOffset(in);
        int payloadLength = length - payloadOffset;
        int claimedLength = in.getInt(FrameLayout.PAYLOAD_LENGTH_AT);
        if (claimedLength != payloadLength) {
            throw new MalformedFrameException("the header claims %s bytes of payload, %d follow"
                    .formatted(Integer.toUnsignedString(claimedLength), payloadLength));
        }
        int typeLength = typeLength(in);
        Optional<MessageType> type = MessageType.of(in, FrameLayout.TYPE_AT, typeLength);
        long createdMillis = in.getLong(FrameLayout.CREATED_AT);
        if (createdMillis == 0 && !mayLackDate(type)) {
            throw new MalformedFrameException("the creation date is missing");
        }
        return new FrameHeader(
                type.isPresent() ? type.get().wireName() : typeName(in, typeLength),
                type,
                createdMillis,
                in.getLong(FrameLayout.SEQUENCE_AT),
                in.getLong(FrameLayout.FLAGS_AT),
                new UUID(in.getLong(FrameLayout.ID_HIGH_AT), in.getLong(FrameLayout.ID_LOW_AT)),
                in.getInt(FrameLayout.PAYLOAD_TYPE_AT),
                payloadOffset,
                payloadLength);
    }

    /**
     * Whether the payload has the digest in the header; true for an empty payload, as the official client does not check there.
     *
     * @param header what {@link #header} returned for this message
     */
    public static boolean digestMatches(ByteBuffer message, FrameHeader header) {
        if (header.payloadLength() == 0) {
            return true;
        }
        byte[] claimed = new byte[FrameLayout.DIGEST_LENGTH];
        message.get(message.position() + FrameLayout.DIGEST_AT, claimed);
        byte[] actual =
                PayloadDigest.of(message.slice(message.position() + header.payloadOffset(), header.payloadLength()));
        return Arrays.equals(claimed, actual);
    }

    private static int payloadOffset(ByteBuffer in) throws MalformedFrameException {
        long headerLength = Integer.toUnsignedLong(in.getInt(FrameLayout.HEADER_LENGTH_AT));
        if (headerLength < FrameLayout.HEADER_LENGTH || headerLength + FrameLayout.PAYLOAD_LENGTH_SIZE > in.limit()) {
            throw new MalformedFrameException(
                    "the header length %d does not fit a message of %d bytes".formatted(headerLength, in.limit()));
        }
        return (int) headerLength + FrameLayout.PAYLOAD_LENGTH_SIZE;
    }

    /** Length of the type field without its padding. */
    private static int typeLength(ByteBuffer in) throws MalformedFrameException {
        int length = FrameLayout.TYPE_LENGTH;
        while (length > 0 && isPadding(in.get(FrameLayout.TYPE_AT + length - 1))) {
            length--;
        }
        if (length == 0) {
            throw new MalformedFrameException("the message type is missing");
        }
        return length;
    }

    private static boolean isPadding(byte b) {
        return b == ' ' || b == 0;
    }

    private static String typeName(ByteBuffer in, int typeLength) {
        byte[] name = new byte[typeLength];
        in.get(FrameLayout.TYPE_AT, name);
        // SECURITY: unknown names end up in logs; a line break there would let the peer write lines of its own
        return CONTROL_CHARACTER
                .matcher(new String(name, StandardCharsets.UTF_8))
                .replaceAll("?");
    }

    private static boolean mayLackDate(Optional<MessageType> type) {
        return type.isPresent()
                && (type.get() == MessageType.START_PUBLICATION || type.get() == MessageType.PAUSE_PUBLICATION);
    }
}
