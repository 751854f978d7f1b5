// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sallyport.wire.frame.FrameVectors.Deserialized;
import sallyport.wire.frame.FrameVectors.Serialized;

class FrameReaderTest {
    /** Frames that at least one official end takes and we refuse: none is ever sent, and each is a trap for some receiver. */
    private static final Map<String, String> REFUSED_ON_PURPOSE = Map.of(
            "PayloadLength larger than body", "the header claims 10 bytes of payload, 3 follow",
            "PayloadLength smaller than body", "the header claims 3 bytes of payload, 6 follow",
            "PayloadLength smaller, digest of prefix only", "the header claims 3 bytes of payload, 6 follow",
            "wrong digest", "the payload digest does not fit the payload");

    private static final UUID ID = UUID.fromString("6ba7b810-9dad-41d1-80b4-00c04fd430c8");

    static List<Serialized> known() {
        return FrameWriterTest.known();
    }

    static List<Serialized> serialized() {
        return FrameVectors.serialized();
    }

    static List<Deserialized> takenByOfficialEnds() {
        return FrameVectors.deserialized().stream()
                .filter(vector -> vector.officialClient().takes()
                        || vector.officialAgent().takes())
                .filter(vector -> !REFUSED_ON_PURPOSE.containsKey(vector.name()))
                .toList();
    }

    static List<Deserialized> refusedByBothOfficialEnds() {
        return FrameVectors.deserialized().stream()
                .filter(vector -> !vector.officialClient().takes()
                        && !vector.officialAgent().takes())
                .filter(vector -> !REFUSED_ON_PURPOSE.containsKey(vector.name()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("known")
    void readsBackWhatTheOfficialSerializersWrite(Serialized vector) throws Exception {
        assertThat(FrameReader.read(ByteBuffer.wrap(vector.message()))).isEqualTo(vector.frame());
    }

    @ParameterizedTest
    @MethodSource("serialized")
    void readsTheHeaderOfEveryOfficialFrameWhateverItsTypes(Serialized vector) throws Exception {
        ByteBuffer message = ByteBuffer.wrap(vector.message());
        FrameHeader header = FrameReader.header(message);

        assertThat(header.typeName()).isEqualTo(vector.messageType());
        assertThat(header.type()).isEqualTo(MessageType.of(vector.messageType()));
        assertThat(Long.toUnsignedString(header.createdMillis())).isEqualTo(vector.createdDate());
        assertThat(Long.toString(header.sequence())).isEqualTo(vector.sequenceNumber());
        assertThat(Long.toUnsignedString(header.flags())).isEqualTo(vector.flags());
        assertThat(header.id()).hasToString(vector.messageId());
        assertThat(Integer.toUnsignedString(header.payloadTypeCode())).isEqualTo(vector.payloadType());
        assertThat(header.payloadOffset()).isEqualTo(120);
        assertThat(header.payloadLength()).isEqualTo(vector.payloadLength());
        assertThat(FrameReader.digestMatches(message, header)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("takenByOfficialEnds")
    void takesOddFramesThatAnOfficialEndTakes(Deserialized vector) throws Exception {
        Frame frame = FrameReader.read(ByteBuffer.wrap(vector.raw()));

        FrameVectors.Observed seen = vector.officialClient().takes() ? vector.officialClient() : vector.officialAgent();
        assertThat(frame.type().wireName()).isEqualTo(seen.messageType());
        assertThat(Long.toString(frame.sequence())).isEqualTo(seen.sequenceNumber());
        assertThat(frame.id()).hasToString(seen.messageId());
        assertThat(frame.payload()).hasSize(seen.actualPayloadBytes());
    }

    @ParameterizedTest
    @MethodSource("refusedByBothOfficialEnds")
    void refusesFramesThatBothOfficialEndsRefuseOrDieOf(Deserialized vector) {
        assertMalformed(() -> FrameReader.read(ByteBuffer.wrap(vector.raw())));
    }

    @Test
    void refusesWrongLengthsAndDigestsThatSomeOfficialEndTakes() {
        assertThat(FrameVectors.deserialized()).extracting(Deserialized::name).containsAll(REFUSED_ON_PURPOSE.keySet());
        for (Deserialized vector : FrameVectors.deserialized()) {
            String reason = REFUSED_ON_PURPOSE.get(vector.name());
            if (reason != null) {
                assertThatThrownBy(() -> FrameReader.read(ByteBuffer.wrap(vector.raw())))
                        .isInstanceOf(MalformedFrameException.class)
                        .hasMessage(reason);
            }
        }
    }

    @Test
    void leavesTheDigestToWhoAsksForIt() throws Exception {
        byte[] message = example();
        message[message.length - 1] ^= 1;

        FrameHeader header = FrameReader.header(ByteBuffer.wrap(message));

        assertThat(FrameReader.digestMatches(ByteBuffer.wrap(message), header)).isFalse();
        assertMalformed(() -> FrameReader.read(ByteBuffer.wrap(message)));
    }

    @Test
    void readsFromThePositionOfABufferOfAnyOrderAndLeavesItUnchanged() throws Exception {
        byte[] message = example();
        ByteBuffer in = ByteBuffer.allocate(5 + message.length + 5).order(ByteOrder.LITTLE_ENDIAN);
        in.put(5, message).position(5).limit(5 + message.length);

        assertThat(FrameReader.read(in)).isEqualTo(FrameReader.read(ByteBuffer.wrap(message)));
        assertThat(in.position()).isEqualTo(5);
        assertThat(in.limit()).isEqualTo(5 + message.length);
        assertThat(in.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void refusesTypesItDoesNotKnowButShowsThemInTheHeader() throws Exception {
        byte[] unknownType = example();
        unknownType[4] = 'X';
        byte[] unknownPayloadType = example();
        unknownPayloadType[115] = 13;

        assertThat(FrameReader.header(ByteBuffer.wrap(unknownType)).typeName()).isEqualTo("Xnput_stream_data");
        assertThat(FrameReader.header(ByteBuffer.wrap(unknownType)).type()).isEmpty();
        assertMalformed(() -> FrameReader.read(ByteBuffer.wrap(unknownType)));
        assertThat(FrameReader.header(ByteBuffer.wrap(unknownPayloadType)).payloadType())
                .isEmpty();
        assertMalformed(() -> FrameReader.read(ByteBuffer.wrap(unknownPayloadType)));
    }

    @Test
    void showsNoControlCharactersOfAnUnknownType() throws Exception {
        byte[] message = example();
        message[5] = '\n';

        assertThat(FrameReader.header(ByteBuffer.wrap(message)).typeName()).isEqualTo("i?put_stream_data");
    }

    @Test
    void refusesABlankType() {
        byte[] message = example();
        Arrays.fill(message, 4, 36, (byte) ' ');

        assertMalformed(() -> FrameReader.header(ByteBuffer.wrap(message)));
    }

    /** A header that claims ten megabytes, or the largest number there is, costs nothing. */
    @Test
    void refusesLengthsFarBeyondTheMessage() {
        for (int claim : new int[] {10 << 20, Integer.MAX_VALUE, -1}) {
            assertMalformed(() -> FrameReader.header(
                    ByteBuffer.wrap(example()).putInt(116, claim).rewind()));
            assertMalformed(() -> FrameReader.header(
                    ByteBuffer.wrap(example()).putInt(0, claim).rewind()));
        }
    }

    @Test
    void refusesEveryTruncation() {
        byte[] message = example();
        for (int length = 0; length < message.length; length++) {
            byte[] truncated = Arrays.copyOf(message, length);
            assertMalformed(() -> FrameReader.header(ByteBuffer.wrap(truncated)));
        }
    }

    private static byte[] example() {
        return FrameWriter.write(new Frame(
                MessageType.INPUT_STREAM_DATA,
                1_700_000_000_123L,
                5,
                0,
                ID,
                PayloadType.OUTPUT,
                "hello".getBytes(StandardCharsets.US_ASCII)));
    }

    private static void assertMalformed(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(MalformedFrameException.class);
    }
}
