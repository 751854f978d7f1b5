// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import sallyport.wire.frame.Frame;
import sallyport.wire.frame.MessageType;
import sallyport.wire.frame.PayloadType;
import sallyport.wire.stream.ReceiveWindow.Outcome.Buffered;
import sallyport.wire.stream.ReceiveWindow.Outcome.Deliver;
import sallyport.wire.stream.ReceiveWindow.Outcome.Duplicate;
import sallyport.wire.stream.ReceiveWindow.Outcome.Overflow;

class ReceiveWindowTest {
    private final ReceiveWindow window = new ReceiveWindow(10);

    @Test
    void deliversWhatIsNext() {
        Frame frame = frame(0);

        assertThat(window.accept(frame)).isEqualTo(new Deliver(List.of(frame)));
        assertThat(window.expected()).isEqualTo(1);
    }

    @Test
    void keepsWhatIsEarlyAndDeliversItAfterTheGap() {
        assertThat(window.accept(frame(2))).isEqualTo(new Buffered());
        assertThat(window.accept(frame(1))).isEqualTo(new Buffered());
        assertThat(window.accept(frame(4))).isEqualTo(new Buffered());

        assertThat(window.accept(frame(0))).isEqualTo(new Deliver(List.of(frame(0), frame(1), frame(2))));
        assertThat(window.expected()).isEqualTo(3);
        assertThat(window.accept(frame(3))).isEqualTo(new Deliver(List.of(frame(3), frame(4))));
    }

    @Test
    void recognisesDuplicatesOfDeliveredAndOfKeptFrames() {
        window.accept(frame(0));
        window.accept(frame(2));

        assertThat(window.accept(frame(0))).isEqualTo(new Duplicate());
        assertThat(window.accept(frame(2))).isEqualTo(new Duplicate());
        assertThat(window.accept(frame(-1))).isEqualTo(new Duplicate());
        assertThat(window.accept(frame(Long.MIN_VALUE))).isEqualTo(new Duplicate());
    }

    @Test
    void keepsNoMoreBytesThanItsLimitButAlwaysTakesWhatIsNext() {
        for (int i = 1; i <= 10; i++) {
            assertThat(window.accept(frame(i))).isEqualTo(new Buffered());
        }
        assertThat(window.accept(frame(11))).isEqualTo(new Overflow());

        assertThat(((Deliver) window.accept(frame(0))).inOrder()).hasSize(11);
        assertThat(window.accept(frame(12))).isEqualTo(new Buffered());
    }

    @Test
    void keepsNothingTooFarAhead() {
        ReceiveWindow empty = new ReceiveWindow(10);

        assertThat(empty.accept(frame(ReceiveWindow.MAX_SPAN))).isEqualTo(new Overflow());
        assertThat(empty.accept(frame(Long.MAX_VALUE))).isEqualTo(new Overflow());
        assertThat(empty.accept(frame(ReceiveWindow.MAX_SPAN - 1))).isEqualTo(new Buffered());
    }

    @Test
    void sortsAnyOrderOfManyFrames() {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            frames.add(frame(i));
        }
        List<Frame> shuffled = new ArrayList<>(frames);
        Collections.shuffle(shuffled, new Random(1));
        ReceiveWindow wide = new ReceiveWindow(ReceiveWindow.DEFAULT_LIMIT_BYTES);
        List<Frame> delivered = new ArrayList<>();

        for (Frame frame : shuffled) {
            if (wide.accept(frame) instanceof Deliver(List<Frame> inOrder)) {
                delivered.addAll(inOrder);
            }
        }

        assertThat(delivered).isEqualTo(frames);
    }

    private static Frame frame(long sequence) {
        return new Frame(
                MessageType.INPUT_STREAM_DATA, 1, sequence, 0, new UUID(0, sequence), PayloadType.OUTPUT, new byte[1]);
    }
}
