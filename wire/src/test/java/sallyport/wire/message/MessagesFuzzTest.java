// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sallyport.wire.frame.MalformedFrameException;

/** Whatever text a peer sends, it becomes a complete record or the one exception, and a record survives being written again. */
class MessagesFuzzTest {
    private static final List<Class<?>> RECORDS = List.of(
            Acknowledge.class,
            AgentSessionState.class,
            AgentTask.class,
            AgentTaskAcknowledge.class,
            AgentTaskComplete.class,
            ChannelClosed.class,
            HandshakeComplete.class,
            HandshakeRequest.class,
            HandshakeResponse.class,
            OpenControlChannel.class,
            OpenDataChannel.class,
            SessionTask.class,
            TerminalSize.class);

    @FuzzTest
    void readsAnyJson(byte[] json) {
        RECORDS.forEach(type -> answers(json, type));
        FlagValue.of(json);
        ExitCode.of(json);
    }

    @Test
    void readsMutationsOfGoodMessages() {
        Random random = new Random(20261122);
        MessagesTest.officialTexts().forEach(arguments -> {
            String text = (String) arguments.get()[1];
            for (int i = 0; i < 300; i++) {
                byte[] json = text.getBytes(StandardCharsets.UTF_8);
                for (int changes = random.nextInt(3); changes >= 0; changes--) {
                    int at = random.nextInt(json.length);
                    json[at] = random.nextBoolean() ? json[random.nextInt(json.length)] : (byte) random.nextInt();
                }
                answers(json, (Class<?>) arguments.get()[0]);
            }
        });
    }

    private static void answers(byte[] json, Class<?> type) {
        try {
            Object message = Messages.read(json, type);
            assertThat(read(Messages.write(message), type)).isEqualTo(message);
        } catch (MalformedFrameException e) {
            assertThat(e).hasMessageMatching("(?s).{1,1000}").hasNoCause();
        }
    }

    private static Object read(byte[] json, Class<?> type) {
        try {
            return Messages.read(json, type);
        } catch (MalformedFrameException e) {
            throw new AssertionError("what was written cannot be read", e);
        }
    }
}
