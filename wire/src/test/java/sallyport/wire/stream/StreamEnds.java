// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import sallyport.wire.frame.Frame;
import sallyport.wire.frame.MessageType;
import sallyport.wire.frame.PayloadType;

/** Our ends around the windows, and models of the official ends as {@code docs/protocol/data-channel.md} describes them. */
final class StreamEnds {
    private StreamEnds() {}

    /** Sends payloads and learns of acknowledgements. */
    interface Sender {
        boolean hasRoom();

        void send(byte[] payload);

        void acknowledged(long sequence);

        /** A new connection is there. */
        void resumed();

        /** A tenth of a second has passed. */
        void tick();
    }

    /** Takes frames, acknowledges some, and hands payloads over. */
    interface Receiver {
        void received(Frame frame);
    }

    static final class OurSender implements Sender {
        final SendWindow window = new SendWindow(MessageType.OUTPUT_STREAM_DATA, SendWindow.DEFAULT_LIMIT_BYTES);
        private final SimulatedTime time;
        private final Consumer<Frame> link;

        OurSender(SimulatedTime time, Consumer<Frame> link) {
            this.time = time;
            this.link = link;
        }

        @Override
        public boolean hasRoom() {
            return window.hasRoom();
        }

        @Override
        public void send(byte[] payload) {
            link.accept(window.next(PayloadType.OUTPUT, payload, new UUID(0, 0), 1, time.now()));
        }

        @Override
        public void acknowledged(long sequence) {
            if (window.acknowledged(sequence, time.now())) {
                tick();
            }
        }

        @Override
        public void resumed() {
            window.resume(time.now()).forEach(link);
        }

        @Override
        public void tick() {
            window.due(time.now()).forEach(link);
        }
    }

    static final class OurReceiver implements Receiver {
        private final ReceiveWindow window = new ReceiveWindow(ReceiveWindow.DEFAULT_LIMIT_BYTES);
        private final LongConsumer acknowledge;
        private final Consumer<Frame> application;

        OurReceiver(LongConsumer acknowledge, Consumer<Frame> application) {
            this.acknowledge = acknowledge;
            this.application = application;
        }

        @Override
        public void received(Frame frame) {
            switch (window.accept(frame)) {
                case ReceiveWindow.Outcome.Deliver(List<Frame> inOrder) -> {
                    inOrder.forEach(application);
                    acknowledge.accept(frame.sequence());
                }
                case ReceiveWindow.Outcome.Duplicate _, ReceiveWindow.Outcome.Buffered _ ->
                    acknowledge.accept(frame.sequence());
                case ReceiveWindow.Outcome.Overflow _ -> {}
            }
        }
    }

    /**
     * The receiving half of an official end: what is next in order is dropped without a word while the handler is not ready, what
     * is early is acknowledged and kept, and what was seen is acknowledged again by the agent but never by the client.
     */
    static final class OfficialReceiver implements Receiver {
        private final boolean acknowledgesDuplicates;
        private final int bufferFrames;
        private final LongConsumer acknowledge;
        private final Consumer<Frame> application;
        private final Map<Long, Frame> early = new HashMap<>();
        private boolean ready;
        private long expected;

        private OfficialReceiver(
                boolean acknowledgesDuplicates,
                int bufferFrames,
                LongConsumer acknowledge,
                Consumer<Frame> application) {
            this.acknowledgesDuplicates = acknowledgesDuplicates;
            this.bufferFrames = bufferFrames;
            this.acknowledge = acknowledge;
            this.application = application;
        }

        static OfficialReceiver client(LongConsumer acknowledge, Consumer<Frame> application) {
            return new OfficialReceiver(false, 10_000, acknowledge, application);
        }

        static OfficialReceiver agent(LongConsumer acknowledge, Consumer<Frame> application) {
            return new OfficialReceiver(true, 100_000, acknowledge, application);
        }

        void ready() {
            ready = true;
        }

        @Override
        public void received(Frame frame) {
            long sequence = frame.sequence();
            if (sequence < expected) {
                if (acknowledgesDuplicates) {
                    acknowledge.accept(sequence);
                }
            } else if (sequence > expected) {
                if (early.size() < bufferFrames) {
                    early.put(sequence, frame);
                    acknowledge.accept(sequence);
                }
            } else if (ready) {
                application.accept(frame);
                acknowledge.accept(sequence);
                expected++;
                for (Frame next = early.remove(expected); next != null; next = early.remove(expected)) {
                    application.accept(next);
                    expected++;
                }
            }
        }
    }

    /**
     * The sending half of an official end: no window, only the oldest frame is sent again, once per tick, and some
     * acknowledgements arrive before the frame is on the list and are lost. Nothing special happens on a new connection.
     */
    static final class OfficialSender implements Sender {
        private static final long TIMEOUT_NANOS = 200 * SimulatedTime.MILLI;
        private static final double LOST_ACKNOWLEDGEMENTS = 0.05;

        private record Sent(Frame frame, long atNanos) {}

        private final SimulatedTime time;
        private final Random random;
        private final Consumer<Frame> link;
        private final Map<Long, Sent> unacknowledged = new LinkedHashMap<>();
        private final List<Long> lost = new ArrayList<>();
        private long next;

        OfficialSender(SimulatedTime time, Random random, Consumer<Frame> link) {
            this.time = time;
            this.random = random;
            this.link = link;
        }

        boolean isDone() {
            return unacknowledged.isEmpty();
        }

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public void send(byte[] payload) {
            Frame frame =
                    new Frame(MessageType.INPUT_STREAM_DATA, 1, next, 0, new UUID(0, 0), PayloadType.OUTPUT, payload);
            if (random.nextDouble() < LOST_ACKNOWLEDGEMENTS) {
                lost.add(next);
            }
            unacknowledged.put(next++, new Sent(frame, time.now()));
            link.accept(frame);
        }

        @Override
        public void acknowledged(long sequence) {
            if (!lost.remove(sequence)) {
                unacknowledged.remove(sequence);
            }
        }

        @Override
        public void resumed() {}

        @Override
        public void tick() {
            unacknowledged.values().stream().findFirst().ifPresent(oldest -> {
                if (time.now() - oldest.atNanos() >= TIMEOUT_NANOS) {
                    link.accept(oldest.frame());
                }
            });
        }
    }
}
