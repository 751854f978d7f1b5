// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sallyport.wire.frame.FrameVectors.Serialized;

class FrameWriterTest {
    static List<Serialized> known() {
        return FrameVectors.serialized().stream().filter(Serialized::isKnown).toList();
    }

    @ParameterizedTest
    @MethodSource("known")
    void writesTheBytesOfTheOfficialSerializers(Serialized vector) throws Exception {
        byte[] message = FrameWriter.write(vector.frame());

        assertThat(HexFormat.of().formatHex(message)).isEqualTo(HexFormat.of().formatHex(vector.message()));
        assertThat(message).hasSize(vector.expectedLength());
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(message)))
                .isEqualTo(vector.expectedSha256());
    }

    /** The vectors that cannot be written are those with types no end sends. */
    @Test
    void writesEveryVectorButTheNamedOnes() {
        assertThat(FrameVectors.serialized().stream()
                        .filter(vector -> !vector.isKnown())
                        .map(Serialized::name))
                .containsExactly("odd flags all bits", "type exactly 32 bytes", "utf8 message type");
    }

    @Test
    void writesAtThePositionOfABufferOfAnyOrder() {
        Frame frame = known().getFirst().frame();
        ByteBuffer out =
                ByteBuffer.allocate(3 + FrameWriter.lengthBytes(frame) + 3).order(ByteOrder.LITTLE_ENDIAN);

        FrameWriter.write(frame, out.position(3));

        assertThat(out.position()).isEqualTo(3 + FrameWriter.lengthBytes(frame));
        byte[] written = new byte[FrameWriter.lengthBytes(frame)];
        out.get(3, written);
        assertThat(written).isEqualTo(FrameWriter.write(frame));
    }

    @Test
    void refusesAnEmptyPayloadAsTheOfficialSerializersDo() {
        assertThat(FrameVectors.refused().getFirst().payloadHex()).isEmpty();
        Frame empty =
                new Frame(MessageType.INPUT_STREAM_DATA, 1, 0, 0, new UUID(1, 2), PayloadType.OUTPUT, new byte[0]);

        assertThatThrownBy(() -> FrameWriter.write(empty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs a payload");
    }

    @Test
    void knowsNoTypeTooLongForItsField() {
        assertThat(MessageType.of(FrameVectors.refused().getLast().messageType()))
                .isEmpty();
        assertThat(MessageType.values())
                .allSatisfy(type -> assertThat(type.wireName()).hasSizeLessThanOrEqualTo(FrameLayout.TYPE_LENGTH));
    }
}
