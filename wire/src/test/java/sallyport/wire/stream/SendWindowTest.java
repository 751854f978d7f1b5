// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import sallyport.wire.frame.Frame;
import sallyport.wire.frame.MessageType;
import sallyport.wire.frame.PayloadType;

class SendWindowTest {
    private static final long MILLI = SimulatedTime.MILLI;
    private static final long SECOND = SimulatedTime.SECOND;
    private static final int FRAME_BYTES = 121;

    private final SendWindow window = new SendWindow(MessageType.OUTPUT_STREAM_DATA, 10 * FRAME_BYTES);

    @Test
    void numbersFramesAndMarksTheAgentsFirstOne() {
        Frame first = send(0);
        Frame second = send(0);

        assertThat(first.sequence()).isZero();
        assertThat(first.flags()).isEqualTo(Frame.SYN);
        assertThat(second.sequence()).isEqualTo(1);
        assertThat(second.flags()).isZero();
        SendWindow client = new SendWindow(MessageType.INPUT_STREAM_DATA, 1_000);
        assertThat(client.next(PayloadType.OUTPUT, new byte[1], new UUID(0, 0), 1, 0)
                        .flags())
                .isZero();
    }

    @Test
    void hasRoomUntilItsLimitAndAgainAfterAcknowledgements() {
        sendMany(10, 0);
        assertThat(window.unacknowledgedBytes()).isEqualTo(10 * FRAME_BYTES);
        assertThat(window.hasRoom()).isFalse();
        assertThatThrownBy(() -> send(0)).isInstanceOf(IllegalStateException.class);

        window.acknowledged(5, MILLI);

        assertThat(window.unacknowledgedBytes()).isEqualTo(9 * FRAME_BYTES);
        assertThat(window.hasRoom()).isTrue();
    }

    @Test
    void ignoresAcknowledgementsOfFramesItDoesNotHave() {
        send(0);
        for (long sequence : new long[] {-1, 1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThat(window.acknowledged(sequence, 0)).isFalse();
        }
        assertThat(window.unacknowledgedBytes()).isEqualTo(FRAME_BYTES);

        window.acknowledged(0, 0);
        window.acknowledged(0, 0);

        assertThat(window.isEmpty()).isTrue();
    }

    @Test
    void sendsEveryOverdueFrameAgainUnchanged() {
        Frame first = send(0);
        Frame second = send(50 * MILLI);

        assertThat(window.due(199 * MILLI)).isEmpty();
        assertThat(window.due(200 * MILLI)).containsExactly(first);
        assertThat(window.due(2 * SECOND)).containsExactly(first, second);
    }

    @Test
    void waitsLongerEachTimeNothingComesBack() {
        send(0);
        List<Long> resentAtMillis = resendsUntil(60 * SECOND);

        assertThat(resentAtMillis.subList(0, 6)).containsExactly(200L, 600L, 1_400L, 3_000L, 6_200L, 12_600L);
        assertThat(resentAtMillis.get(7) - resentAtMillis.get(6)).isEqualTo(10_000L);
    }

    @Test
    void sendsAGapAgainAtOnceAndThenAtItsTimeout() {
        Frame dropped = send(0);
        send(0);
        send(0);

        assertThat(window.acknowledged(1, 10 * MILLI)).isTrue();
        assertThat(window.due(10 * MILLI)).containsExactly(dropped);
        assertThat(window.acknowledged(2, 11 * MILLI)).isFalse();
        assertThat(window.due(11 * MILLI)).isEmpty();

        send(12 * MILLI);
        assertThat(window.acknowledged(3, 20 * MILLI)).isFalse();
        assertThat(window.due(209 * MILLI)).isEmpty();
        assertThat(window.due(1 * SECOND)).containsExactly(dropped);
    }

    @Test
    void learnsTheRoundTripFromFramesSentOnce() {
        for (int i = 0; i < 60; i++) {
            send(i * SECOND);
            window.acknowledged(i, i * SECOND + 800 * MILLI);
        }
        send(100 * SECOND);

        assertThat(window.due(100 * SECOND + 800 * MILLI)).isEmpty();
        assertThat(window.due(101 * SECOND)).hasSize(1);
    }

    @Test
    void sendsAllUnacknowledgedFramesOnANewConnection() {
        List<Frame> sent = sendMany(5, 0);
        window.acknowledged(2, MILLI);

        assertThat(window.resume(10 * SECOND)).containsExactly(sent.get(0), sent.get(1), sent.get(3), sent.get(4));
        assertThat(window.due(10 * SECOND + 100 * MILLI)).isEmpty();
        assertThat(window.unacknowledgedBytes()).isEqualTo(4 * FRAME_BYTES);
    }

    @Test
    void keepsAFrameForAPeerThatAcknowledgesDuplicates() {
        passOver(20, SECOND);

        assertThat(window.unacknowledgedBytes()).isEqualTo(FRAME_BYTES);
    }

    @Test
    void takesAFrameForDeliveredAfterTenCopiesThatWerePassedOver() {
        window.peerIgnoresDuplicates(0);
        passOver(10, SECOND);
        assertThat(window.unacknowledgedBytes()).isEqualTo(FRAME_BYTES);

        passOver(1, 20 * SECOND);

        assertThat(window.isEmpty()).isTrue();
    }

    @Test
    void takesNothingForDeliveredInTheFirstSecondsAfterTheHandshake() {
        window.peerIgnoresDuplicates(100 * SECOND);
        passOver(104, SECOND);
        assertThat(window.isEmpty()).isFalse();

        passOver(1, 106 * SECOND);

        assertThat(window.isEmpty()).isTrue();
    }

    @Test
    void takesNothingForDeliveredThatWasNotPassedOver() {
        window.peerIgnoresDuplicates(0);
        send(0);
        for (int i = 1; i < 1_000; i++) {
            window.due(i * SECOND);
        }

        assertThat(window.unacknowledgedBytes()).isEqualTo(FRAME_BYTES);
    }

    @Test
    void stopsBeforeOneLostFrameFillsTheMemoryWithItsSuccessors() {
        SendWindow wide = new SendWindow(MessageType.OUTPUT_STREAM_DATA, Long.MAX_VALUE);
        int sent = 0;
        for (; wide.hasRoom(); sent++) {
            wide.next(PayloadType.OUTPUT, new byte[1], new UUID(0, 0), 1, 0);
            if (sent > 0) {
                wide.acknowledged(sent, MILLI);
            }
        }
        assertThat(sent).isEqualTo(SendWindow.MAX_SPAN);

        wide.acknowledged(0, MILLI);

        assertThat(wide.hasRoom()).isTrue();
        assertThat(wide.isEmpty()).isTrue();
        assertThat(wide.next(PayloadType.OUTPUT, new byte[1], new UUID(0, 0), 1, 0)
                        .sequence())
                .isEqualTo(SendWindow.MAX_SPAN);
    }

    /** Frame 0 stays silent while each second one more frame is sent and acknowledged. */
    private void passOver(int times, long fromNanos) {
        if (window.isEmpty()) {
            send(0);
        }
        for (int i = 0; i < times; i++) {
            long now = fromNanos + i * SECOND;
            window.due(now);
            window.acknowledged(send(now).sequence(), now + MILLI);
        }
    }

    private List<Long> resendsUntil(long endNanos) {
        List<Long> atMillis = new ArrayList<>();
        for (long now = 0; now <= endNanos; now += 100 * MILLI) {
            if (!window.due(now).isEmpty()) {
                atMillis.add(now / MILLI);
            }
        }
        return atMillis;
    }

    private List<Frame> sendMany(int count, long nowNanos) {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            frames.add(send(nowNanos));
        }
        return frames;
    }

    private Frame send(long nowNanos) {
        return window.next(PayloadType.OUTPUT, new byte[1], new UUID(0, 0), 1, nowNanos);
    }
}
