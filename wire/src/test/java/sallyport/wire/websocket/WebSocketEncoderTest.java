// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class WebSocketEncoderTest {
    private static final ByteBuffer HELLO = ByteBuffer.wrap("Hello".getBytes(StandardCharsets.US_ASCII));

    /** The examples of RFC 6455 §5.7. */
    @Test
    void writesTheExamplesOfTheStandard() {
        assertThat(hex(WebSocketEncoder.frame(Opcode.TEXT, HELLO))).isEqualTo("810548656c6c6f");
        assertThat(hex(WebSocketEncoder.maskedFrame(Opcode.TEXT, HELLO, 0x37fa213d)))
                .isEqualTo("818537fa213d7f9f4d5158");
        assertThat(HELLO.remaining()).isEqualTo(5);
    }

    @Test
    void usesTheShortestLength() {
        assertThat(hex(header(125))).isEqualTo("827d");
        assertThat(hex(header(126))).isEqualTo("827e007e");
        assertThat(hex(header(65_535))).isEqualTo("827effff");
        assertThat(hex(header(65_536))).isEqualTo("827f0000000000010000");
    }

    @Test
    void masksInPlaceInBuffersOfAnyOrder() {
        byte[] payload = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e");
        ByteBuffer inPlace = ByteBuffer.wrap(payload.clone()).order(ByteOrder.LITTLE_ENDIAN);

        WebSocketEncoder.mask(inPlace, 0x01020304);

        assertThat(inPlace.position()).isZero();
        assertThat(hex(inPlace.array())).isEqualTo("01030107" + "05070503" + "090b090f" + "0d0f0d");
    }

    @Test
    void refusesLongControlFrames() {
        assertThatThrownBy(() -> WebSocketEncoder.frame(Opcode.PING, ByteBuffer.allocate(126)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cutsCloseReasonsBetweenCharacters() {
        byte[] payload = WebSocketEncoder.closePayload(CloseCode.NORMAL, "x".repeat(121) + "😀");

        assertThat(payload).hasSize(2 + 121);
        assertThat(WebSocketEncoder.closePayload(CloseCode.NORMAL, "y".repeat(200)))
                .hasSize(125);
        assertThat(hex(WebSocketEncoder.closePayload(CloseCode.GOING_AWAY, "é")))
                .isEqualTo("03e9c3a9");
    }

    private static byte[] header(int payloadLength) {
        ByteBuffer out = ByteBuffer.allocate(WebSocketEncoder.headerBytes(payloadLength));
        WebSocketEncoder.putHeader(out, Opcode.BINARY, payloadLength);
        assertThat(out.hasRemaining()).isFalse();
        return out.array();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
