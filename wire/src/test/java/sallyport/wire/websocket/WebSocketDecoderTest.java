// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketDecoderTest {
    private static final int LIMIT = 1 << 20;

    /** The examples of RFC 6455 §5.7. */
    @Test
    void readsTheExamplesOfTheStandard() throws Exception {
        assertThat(client("810548656c6c6f")).containsExactly("text Hello");
        assertThat(server("818537fa213d7f9f4d5158")).containsExactly("text Hello");
        assertThat(client("010348656c80026c6f")).containsExactly("text Hello");
        assertThat(client("890548656c6c6f")).containsExactly("ping 48656c6c6f");
        assertThat(server("8a8537fa213d7f9f4d5158")).containsExactly("pong 48656c6c6f");
        assertThat(client("827e0100" + "ab".repeat(256))).containsExactly("binary " + "ab".repeat(256));
        assertThat(client("827f0000000000010000" + "cd".repeat(65_536)))
                .containsExactly("binary " + "cd".repeat(65_536));
    }

    @Test
    void deliversControlFramesBetweenFragments() throws Exception {
        assertThat(client("010348656c" + "890101" + "80026c6f" + "8a00"))
                .containsExactly("ping 01", "text Hello", "pong ");
    }

    @Test
    void joinsCharactersCutByFragments() throws Exception {
        assertThat(client("0101c38001a8")).containsExactly("text è");
    }

    @Test
    void joinsEmptyFragments() throws Exception {
        assertThat(client("0200" + "0000" + "0001aa" + "0000" + "8000" + "8200"))
                .containsExactly("binary aa", "binary ");
    }

    @Test
    void ignoresWhatFollowsAClose() throws Exception {
        assertThat(client("880203e8" + "810548656c6c6f" + "ffff")).containsExactly("close 1000 ");
        assertThat(client("8800")).containsExactly("close 1005 ");
        assertThat(client("880503f3627965")).containsExactly("close 1011 bye");
    }

    @ParameterizedTest
    @CsvSource({
        "c10548656c6c6f, 1002, a reserved bit",
        "830548656c6c6f, 1002, an opcode for later data",
        "8b00, 1002, an opcode for later control",
        "8000, 1002, a continuation of nothing",
        "01004200, 1002, a second message inside the first",
        "090161, 1002, a fragmented ping",
        "897e0000, 1002, a ping with a long length",
        "897e007e, 1002, a ping of 126 bytes",
        "880103, 1002, half a close code",
        "880203ed, 1002, close code 1005",
        "880203ee, 1002, close code 1006",
        "880203f7, 1002, close code 1015",
        "880203e7, 1002, close code 999",
        "88021388, 1002, close code 5000",
        "880403e8c328, 1007, a reason that is no UTF-8",
        "8102c328, 1007, a text that is no UTF-8",
        "0101c3800141, 1007, a cut character",
        "827e007d, 1002, 125 in two bytes",
        "827f000000000000ffff, 1002, 65535 in eight bytes",
        "827f8000000000000000, 1002, a negative length",
        "828101020304aa, 1002, a masked frame from a server",
        "827f0000000000100001, 1009, a message above the limit",
        "827f7fffffffffffffff, 1009, the largest length"
    })
    void refuses(String bytes, int closeCode, String what) {
        assertCloses(closeCode, () -> client(bytes));
    }

    @Test
    void refusesUnmaskedFramesFromAClient() {
        assertCloses(CloseCode.PROTOCOL_ERROR, () -> server("810548656c6c6f"));
    }

    @Test
    void countsAllFragmentsAgainstTheLimit() throws Exception {
        WebSocketDecoder decoder = new WebSocketDecoder(Role.CLIENT, 4);
        RecordingSink sink = new RecordingSink();
        decoder.feed(bytes("0203010203" + "890105" + "800104"), sink);
        assertThat(sink.calls).containsExactly("ping 05", "binary 01020304");

        assertCloses(CloseCode.TOO_BIG, () -> decoder.feed(bytes("0203010203" + "80020405"), sink));
    }

    @Test
    void staysSilentAfterAnError() throws Exception {
        WebSocketDecoder decoder = new WebSocketDecoder(Role.CLIENT, LIMIT);
        RecordingSink sink = new RecordingSink();
        assertCloses(CloseCode.PROTOCOL_ERROR, () -> decoder.feed(bytes("8b00"), sink));

        decoder.feed(bytes("810548656c6c6f"), sink);

        assertThat(sink.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void readsWhatTheEncoderWritesHoweverTheNetworkCutsIt(long seed) throws Exception {
        Random random = new Random(seed);
        for (Role receiver : Role.values()) {
            List<String> expected = new ArrayList<>();
            byte[] stream = conversation(random, receiver, expected);
            RecordingSink sink = new RecordingSink();
            WebSocketDecoder decoder = new WebSocketDecoder(receiver, LIMIT);
            for (int at = 0; at < stream.length; ) {
                int take = Math.min(stream.length - at, 1 + random.nextInt(random.nextBoolean() ? 3 : 5000));
                ByteBuffer chunk =
                        ByteBuffer.allocateDirect(take).put(stream, at, take).flip();
                decoder.feed(chunk, sink);
                assertThat(chunk.hasRemaining()).isFalse();
                at += take;
            }
            assertThat(sink.calls).isEqualTo(expected);
        }
    }

    /** A header that claims a gigabyte may wait for it, but holds no memory for it. */
    @Test
    void growsWithTheBytesReceivedNotWithTheClaim() throws Exception {
        List<WebSocketDecoder> decoders = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            WebSocketDecoder decoder = new WebSocketDecoder(Role.CLIENT, Integer.MAX_VALUE);
            decoder.feed(bytes("827f0000000040000000" + "00".repeat(16)), new RecordingSink());
            decoders.add(decoder);
        }
        // a thousand times a gigabyte does not fit any test machine: reaching this line is the proof
        assertThat(decoders).hasSize(1000);
    }

    /** Frames of all lengths around the limits of the length field, some fragmented by hand, with what they should become. */
    private static byte[] conversation(Random random, Role receiver, List<String> expected) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int[] lengths = {0, 1, 7, 8, 125, 126, 127, 4096, 65_535, 65_536, 70_001};
        for (int i = 0; i < 40; i++) {
            byte[] payload = new byte[lengths[random.nextInt(lengths.length)]];
            random.nextBytes(payload);
            switch (random.nextInt(4)) {
                case 0 -> {
                    byte[] small = Arrays.copyOf(payload, Math.min(payload.length, 125));
                    out.write(frame(random, receiver, Opcode.PING, small));
                    expected.add("ping " + HexFormat.of().formatHex(small));
                }
                case 1 -> {
                    String text = "héllo 世界 😀 " + i;
                    out.write(frame(random, receiver, Opcode.TEXT, text.getBytes(StandardCharsets.UTF_8)));
                    expected.add("text " + text);
                }
                case 2 -> {
                    int cut = random.nextInt(payload.length + 1);
                    out.write(unfinished(frame(random, receiver, Opcode.BINARY, Arrays.copyOf(payload, cut))));
                    out.write(frame(random, receiver, Opcode.PONG, new byte[] {1}));
                    out.write(frame(
                            random, receiver, Opcode.CONTINUATION, Arrays.copyOfRange(payload, cut, payload.length)));
                    expected.add("pong 01");
                    expected.add("binary " + HexFormat.of().formatHex(payload));
                }
                default -> {
                    out.write(frame(random, receiver, Opcode.BINARY, payload));
                    expected.add("binary " + HexFormat.of().formatHex(payload));
                }
            }
        }
        out.write(frame(random, receiver, Opcode.CLOSE, WebSocketEncoder.closePayload(CloseCode.GOING_AWAY, "bye")));
        expected.add("close 1001 bye");
        return out.toByteArray();
    }

    private static byte[] frame(Random random, Role receiver, Opcode opcode, byte[] payload) {
        return receiver == Role.SERVER
                ? WebSocketEncoder.maskedFrame(opcode, ByteBuffer.wrap(payload), random.nextInt())
                : WebSocketEncoder.frame(opcode, ByteBuffer.wrap(payload));
    }

    /** Our encoder never fragments: take the FIN bit away. */
    private static byte[] unfinished(byte[] frame) {
        frame[0] &= 0x7f;
        return frame;
    }

    private static List<String> client(String hex) throws WebSocketProtocolException {
        return decode(Role.CLIENT, hex);
    }

    private static List<String> server(String hex) throws WebSocketProtocolException {
        return decode(Role.SERVER, hex);
    }

    private static List<String> decode(Role receiver, String hex) throws WebSocketProtocolException {
        RecordingSink sink = new RecordingSink();
        ByteBuffer in = bytes(hex);
        new WebSocketDecoder(receiver, LIMIT).feed(in, sink);
        assertThat(in.hasRemaining()).isFalse();
        return sink.calls;
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    private static void assertCloses(int code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(WebSocketProtocolException.class))
                .extracting(WebSocketProtocolException::closeCode)
                .isEqualTo(code);
    }
}
