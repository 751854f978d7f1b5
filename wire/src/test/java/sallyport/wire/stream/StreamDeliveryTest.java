// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sallyport.wire.frame.Frame;
import sallyport.wire.frame.FrameWriter;
import sallyport.wire.stream.SimulatedLink.Faults;
import sallyport.wire.stream.StreamEnds.OfficialReceiver;
import sallyport.wire.stream.StreamEnds.OfficialSender;
import sallyport.wire.stream.StreamEnds.OurReceiver;
import sallyport.wire.stream.StreamEnds.OurSender;
import sallyport.wire.stream.StreamEnds.Receiver;
import sallyport.wire.stream.StreamEnds.Sender;

/** Each payload arrives exactly once and in order, whatever the connection does, between our ends and with the official ones. */
class StreamDeliveryTest {
    private static final int ACKNOWLEDGE_BYTES = 296;
    private static final int MAX_PAYLOAD_BYTES = 2_000;

    static LongStream seeds() {
        return LongStream.range(0, 150);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void betweenOurEndsOverAnything(long seed) {
        Random random = new Random(seed);
        Faults faults = new Faults(random.nextDouble() * 0.3, random.nextDouble() * 0.3, random.nextDouble() * 0.5, 0);
        World<OurSender, OurReceiver> world = new World<>(random, faults, OurSender::new, OurReceiver::new);
        world.sendAll(300);
        world.cutSometimes(5);

        world.time.runUntil(600 * SimulatedTime.SECOND);

        world.assertDeliveredInOrder(300);
        assertThat(world.sender.window.isEmpty()).isTrue();
        assertThat(world.sender.window.unacknowledgedBytes()).isZero();
    }

    /** The client's acknowledgements die with connections and never come again; the window must forget those frames all the same. */
    @ParameterizedTest
    @MethodSource("seeds")
    void toTheOfficialClientOverConnectionsThatBreak(long seed) {
        Random random = new Random(seed);
        World<OurSender, OfficialReceiver> world =
                new World<>(random, Faults.NONE, OurSender::new, OfficialReceiver::client);
        world.time.after(random.nextInt(3000) * SimulatedTime.MILLI, world.receiver::ready);
        world.sender.window.peerIgnoresDuplicates(0);
        world.sendAll(400);
        world.cutSometimes(5);

        world.time.runUntil(300 * SimulatedTime.SECOND);
        world.assertDeliveredInOrder(400);

        // a minute of single keystrokes after the last cut frees every frame but the last ones
        world.trickle(600);
        world.time.runUntil(600 * SimulatedTime.SECOND);
        world.assertDeliveredInOrder(1_000);
        assertThat(world.sender.window.unacknowledgedBytes()).isZero();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void toTheOfficialAgentOverConnectionsThatBreak(long seed) {
        Random random = new Random(seed);
        World<OurSender, OfficialReceiver> world =
                new World<>(random, Faults.NONE, OurSender::new, OfficialReceiver::agent);
        world.time.after(random.nextInt(3000) * SimulatedTime.MILLI, world.receiver::ready);
        world.sendAll(400);
        world.cutSometimes(5);

        world.time.runUntil(600 * SimulatedTime.SECOND);

        world.assertDeliveredInOrder(400);
        assertThat(world.sender.window.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void fromAnOfficialEndThatLosesAcknowledgements(long seed) {
        Random random = new Random(seed);
        World<OfficialSender, OurReceiver> world = new World<>(
                random, Faults.NONE, (time, link) -> new OfficialSender(time, random, link), OurReceiver::new);
        world.sendAll(300);
        world.cutSometimes(5);

        world.time.runUntil(600 * SimulatedTime.SECOND);

        world.assertDeliveredInOrder(300);
        assertThat(world.sender.isDone()).isTrue();
    }

    /** With 4 MiB in flight a link of 1 MB/s answers after four seconds; it must not be filled with second copies. */
    @Test
    void leavesASlowLinkToNewData() {
        Faults slow = new Faults(0, 0, 0, 1_000_000);
        World<OurSender, OurReceiver> world = new World<>(new Random(1), slow, OurSender::new, OurReceiver::new);
        int frames = 3_000;
        for (int i = 0; i < frames; i++) {
            world.offer(ByteBuffer.allocate(16_384).putInt(i).array());
        }

        world.time.runUntil(100 * SimulatedTime.SECOND);

        world.assertDeliveredInOrder(frames);
        long needed = frames * (16_384L + 120);
        assertThat(world.forth.carriedBytes()).isLessThan(needed + needed / 5);
    }

    /** A receiver that is away for minutes gets the stream once, not once per timeout. */
    @Test
    void sendsLittleToAReceiverThatIsSilent() {
        World<OurSender, OfficialReceiver> world =
                new World<>(new Random(1), Faults.NONE, OurSender::new, OfficialReceiver::client);
        world.offer(ByteBuffer.allocate(1_000).array());

        world.time.runUntil(120 * SimulatedTime.SECOND);

        assertThat(world.forth.carriedBytes() / 1_120).isBetween(5L, 25L);
    }

    /** A sender and a receiver, a link each way, and an application on either side. */
    private static final class World<S extends Sender, R extends Receiver> {
        final SimulatedTime time = new SimulatedTime();
        final SimulatedLink<Frame> forth;
        final SimulatedLink<Long> back;
        final S sender;
        final R receiver;
        private final Random random;
        private final List<byte[]> waiting = new ArrayList<>();
        private final List<Integer> delivered = new ArrayList<>();
        private int offered;

        World(
                Random random,
                Faults faults,
                BiFunction<SimulatedTime, Consumer<Frame>, S> newSender,
                BiFunction<LongConsumer, Consumer<Frame>, R> newReceiver) {
            this.random = random;
            this.forth = new SimulatedLink<>(time, random, faults, this::arrived);
            this.back = new SimulatedLink<>(time, random, faults, this::acknowledged);
            this.sender = newSender.apply(time, frame -> forth.send(frame, FrameWriter.lengthBytes(frame)));
            this.receiver = newReceiver.apply(
                    sequence -> back.send(sequence, ACKNOWLEDGE_BYTES),
                    frame -> delivered.add(ByteBuffer.wrap(frame.payload()).getInt()));
            time.every(100 * SimulatedTime.MILLI, sender::tick);
        }

        private void arrived(Frame frame) {
            receiver.received(frame);
        }

        private void acknowledged(long sequence) {
            sender.acknowledged(sequence);
            sendWaiting();
        }

        /** Bursts and pauses. */
        void sendAll(int count) {
            long at = 0;
            for (int i = 0; i < count; i++) {
                at += random.nextInt(10) == 0 ? random.nextInt(500) * SimulatedTime.MILLI : 0;
                time.after(at, () -> offer(numbered(4 + random.nextInt(MAX_PAYLOAD_BYTES))));
            }
        }

        void trickle(int count) {
            for (int i = 0; i < count; i++) {
                time.after(i * 100 * SimulatedTime.MILLI, () -> offer(numbered(4)));
            }
        }

        private byte[] numbered(int length) {
            return ByteBuffer.allocate(length).putInt(offered).array();
        }

        void offer(byte[] payload) {
            offered++;
            waiting.add(payload);
            sendWaiting();
        }

        private void sendWaiting() {
            while (!waiting.isEmpty() && sender.hasRoom()) {
                sender.send(waiting.removeFirst());
            }
        }

        void cutSometimes(int cuts) {
            for (int i = 0; i < cuts; i++) {
                time.after(random.nextInt(20_000) * SimulatedTime.MILLI, () -> {
                    forth.cut();
                    back.cut();
                    time.after(random.nextInt(3_000) * SimulatedTime.MILLI, () -> {
                        forth.connect();
                        back.connect();
                        sender.resumed();
                    });
                });
            }
        }

        void assertDeliveredInOrder(int count) {
            List<Integer> expected = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                expected.add(i);
            }
            assertThat(delivered).isEqualTo(expected);
        }
    }
}
