// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.stream;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sallyport.wire.frame.Frame;

/**
 * The receiving half of a data stream: puts frames in order and drops what it has seen, across all connections.
 *
 * <p>Frames that come early are kept up to a limit. Not thread-safe.
 *
 * <p>Source: {@code docs/protocol/data-channel.md#receiving}.
 */
public final class ReceiveWindow {
    /** Twice what our own ends have in flight; official ends have no limit, what they send beyond it they send again. */
    public static final long DEFAULT_LIMIT_BYTES = 8 << 20;

    /** How far ahead of the expected frame one may be; the official agent keeps at most 100 000. */
    static final int MAX_SPAN = 1 << 17;

    private static final int SMALL_RING = 1 << 6;
    private static final int LARGE_RING = 1 << 10;

    /** What to do with a frame. */
    public sealed interface Outcome {
        /**
         * Hand these over, in this order, and acknowledge the frame just accepted. The others were acknowledged when they came.
         *
         * @param inOrder the frame just accepted, then those that were waiting for it
         */
        record Deliver(List<Frame> inOrder) implements Outcome {}

        /** It was accepted before: acknowledge it again, as the first acknowledgement may be lost. */
        record Duplicate() implements Outcome {}

        /** It is early and kept: acknowledge it now. */
        record Buffered() implements Outcome {}

        /** It is too early to be kept: do not acknowledge it, it will come again. */
        record Overflow() implements Outcome {}
    }

    private static final Outcome DUPLICATE = new Outcome.Duplicate();
    private static final Outcome BUFFERED = new Outcome.Buffered();
    private static final Outcome OVERFLOW = new Outcome.Overflow();

    private final long limitBytes;

    /** The frame with sequence s waits at {@code s & (length - 1)}. */
    private @Nullable Frame[] ring = new Frame[SMALL_RING];

    private long expected;
    private long waitingBytes;
    private int waiting;

    /**
     * A window at the start of a stream.
     *
     * @param limitBytes most payload bytes kept for frames that come early
     */
    public ReceiveWindow(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    /** Sequence of the next frame to deliver. */
    public long expected() {
        return expected;
    }

    /** Takes a stream frame of this direction, whatever its place. */
    public Outcome accept(Frame frame) {
        long sequence = frame.sequence();
        if (sequence < expected) {
            return DUPLICATE;
        }
        if (sequence == expected) {
            expected++;
            return new Outcome.Deliver(waiting == 0 ? List.of(frame) : drain(frame));
        }
        return keep(frame);
    }

    private Outcome keep(Frame frame) {
        long ahead = frame.sequence() - expected;
        // INVARIANT: expected >= 0, so the difference of a larger sequence cannot overflow
        if (ahead < ring.length && ring[index(frame.sequence())] != null) {
            return DUPLICATE;
        }
        if (ahead >= MAX_SPAN || waitingBytes + frame.payload().length > limitBytes) {
            return OVERFLOW;
        }
        while (ahead >= ring.length) {
            grow();
        }
        ring[index(frame.sequence())] = frame;
        waitingBytes += frame.payload().length;
        waiting++;
        return BUFFERED;
    }

    private List<Frame> drain(Frame first) {
        List<Frame> inOrder = new ArrayList<>();
        inOrder.add(first);
        for (Frame frame = ring[index(expected)]; frame != null; frame = ring[index(expected)]) {
            ring[index(expected)] = null;
            inOrder.add(frame);
            waitingBytes -= frame.payload().length;
            waiting--;
            expected++;
        }
        if (waiting == 0 && ring.length > LARGE_RING) {
            ring = new Frame[SMALL_RING];
        }
        return inOrder;
    }

    private int index(long sequence) {
        return (int) (sequence & (ring.length - 1));
    }

    private void grow() {
        @Nullable Frame[] smaller = ring;
        ring = new Frame[2 * smaller.length];
        for (Frame frame : smaller) {
            if (frame != null) {
                ring[index(frame.sequence())] = frame;
            }
        }
    }
}
