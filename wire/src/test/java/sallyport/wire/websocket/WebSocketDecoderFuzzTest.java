// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the decoder makes of a stream does not depend on how it was cut, and Netty's decoder makes the same of it. */
class WebSocketDecoderFuzzTest {
    private static final int LIMIT = 1 << 20;

    @FuzzTest
    void readsAnyBytes(FuzzedDataProvider data) {
        Role receiver = data.pickValue(Role.values());
        int cut = data.consumeInt(1, 64);
        answers(receiver, data.consumeRemainingAsBytes(), cut);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void readsMutationsOfGoodStreams(Role receiver) {
        Random random = new Random(20261122);
        for (int i = 0; i < 3_000; i++) {
            byte[] stream = WebSocketStreams.random(random, receiver, 6);
            for (int changes = random.nextInt(3); changes > 0; changes--) {
                stream[random.nextInt(stream.length)] = (byte) random.nextInt();
            }
            answers(receiver, stream, 1 + random.nextInt(20));
        }
    }

    private static void answers(Role receiver, byte[] stream, int cut) {
        DecodedStream whole = decode(receiver, stream, stream.length);
        assertThat(decode(receiver, stream, cut)).isEqualTo(whole);

        DecodedStream netty = NettyOracle.decode(receiver, stream, LIMIT);
        if (netty.closeCode() == CloseCode.INVALID_TEXT) {
            // Netty looks at each fragment as it comes, we look at whole texts and may meet other faults before their
            // end
            assertThat(netty.calls())
                    .isEqualTo(whole.calls().subList(0, netty.calls().size()));
        } else if (whole.closeCode() != 0 && endsWithClose(netty)) {
            // Netty takes close codes above 4999 and reasons that end inside a character
            assertThat(netty.calls().subList(0, netty.calls().size() - 1)).isEqualTo(whole.calls());
        } else {
            assertThat(netty).isEqualTo(whole);
        }
    }

    private static boolean endsWithClose(DecodedStream stream) {
        return !stream.calls().isEmpty() && stream.calls().getLast().startsWith("close ");
    }

    private static DecodedStream decode(Role receiver, byte[] stream, int cut) {
        WebSocketDecoder decoder = new WebSocketDecoder(receiver, LIMIT);
        RecordingSink sink = new RecordingSink();
        try {
            for (int at = 0; at < stream.length; at += cut) {
                int end = Math.min(stream.length, at + cut);
                decoder.feed(ByteBuffer.wrap(Arrays.copyOfRange(stream, at, end)), sink);
            }
            return new DecodedStream(sink.calls, 0);
        } catch (WebSocketProtocolException e) {
            return new DecodedStream(sink.calls, e.closeCode());
        }
    }
}
