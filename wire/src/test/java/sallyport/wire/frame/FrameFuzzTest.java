// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever bytes arrive, reading them ends in a frame or in the one exception, and a frame survives being written again. */
class FrameFuzzTest {
    @FuzzTest
    void readsAnyBytes(byte[] message) {
        answers(message);
    }

    @Test
    void readsMutationsOfGoodFrames() {
        Random random = new Random(20261122);
        for (FrameVectors.Serialized vector : FrameVectors.serialized()) {
            for (int i = 0; i < 500; i++) {
                byte[] message = vector.message();
                for (int changes = random.nextInt(4); changes >= 0; changes--) {
                    // mostly in the header: payloads are opaque
                    message[random.nextInt(Math.min(message.length, 125))] = (byte) random.nextInt();
                }
                answers(message);
            }
        }
    }

    private static void answers(byte[] message) {
        FrameHeader header;
        try {
            header = FrameReader.header(ByteBuffer.wrap(message));
        } catch (MalformedFrameException e) {
            assertThat(e).hasMessageMatching(".{1,200}");
            return;
        }
        assertThat(header.payloadOffset() + header.payloadLength()).isEqualTo(message.length);
        try {
            Frame frame = FrameReader.read(ByteBuffer.wrap(message));
            assertThat(header.type()).contains(frame.type());
            if (frame.payload().length > 0) {
                assertThat(FrameReader.read(ByteBuffer.wrap(FrameWriter.write(frame))))
                        .isEqualTo(frame);
            }
        } catch (MalformedFrameException e) {
            assertThat(header.type().isEmpty()
                            || header.payloadType().isEmpty()
                            || !FrameReader.digestMatches(ByteBuffer.wrap(message), header))
                    .isTrue();
        }
    }
}
