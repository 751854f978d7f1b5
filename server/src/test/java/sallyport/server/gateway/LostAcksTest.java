// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sallyport.server.http.BinaryMessage;
import sallyport.server.http.FakeSocket;
import sallyport.server.http.ManualLoop;
import sallyport.server.http.WebSocket;
import sallyport.server.session.SessionId;
import sallyport.server.session.Side;
import sallyport.testkit.ManualClock;

/**
 * An official agent and an official client, played by their rules (docs/protocol/data-channel.md): the agent repeats its oldest frame alone, the client acknowledges
 * nothing twice.
 */
class LostAcksTest {
    private static final boolean OFFICIAL = false;

    /** The agent looks every 100 ms, and repeats a frame that is older than this. */
    private static final Duration REPEAT_AFTER = Duration.ofMillis(200);

    private final ManualLoop loop = new ManualLoop();
    private final Agent agent = new Agent();
    private final Client client = new Client();
    private Relay relay = relay(false);

    private Relay relay(boolean resumed) {
        Relay made = new Relay(
                new SessionId("alice-" + "a".repeat(26)),
                resumed,
                loop,
                new GatewayFrames(new ManualClock()),
                new NoEvents());
        made.start();
        return made;
    }

    @Test
    void ofAServerThatWasKilledDoNotStopTheSession() {
        connectBoth();
        agent.say(20);
        client.readsInVain(); // the server dies before it has passed the acknowledgements on
        agent.lost(5);
        relay = relay(true);
        connectBoth();
        agent.say(3);
        pass(Duration.ofSeconds(20));
        assertThat(client.printed).isEqualTo(numbers(28));
        assertThat(agent.unacknowledged).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofAServerThatWasKilledDoNotStopASessionThatSaysNothingMore(boolean agentFirst) {
        connectBoth();
        agent.say(3);
        client.readsInVain();
        agent.lost(2);
        relay = relay(true);
        if (agentFirst) {
            agent.connect();
            pass(Duration.ofSeconds(3));
            client.connect();
        } else {
            client.connect();
            pass(Duration.ofSeconds(3));
            agent.connect();
        }
        pass(Duration.ofSeconds(10));
        assertThat(client.printed).isEqualTo(numbers(5));
        assertThat(agent.unacknowledged).isEmpty();
    }

    @Test
    void ofAClientsOldConnectionDoNotStopTheSession() {
        connectBoth();
        agent.say(20);
        client.readsInVain();
        client.connect();
        agent.say(3);
        pass(Duration.ofSeconds(10));
        assertThat(client.printed).isEqualTo(numbers(23));
        assertThat(agent.unacknowledged).isEmpty();
    }

    @Test
    void areNotAssumedOfAClientThatHasNotAnsweredAPing() {
        connectBoth();
        agent.say(1);
        client.readsInVain();
        client.answersPings = false;
        client.connect();
        pass(Duration.ofSeconds(10));
        assertThat(agent.unacknowledged).containsOnlyKeys(0L);
        client.answersPings = true;
        client.connect();
        pass(Duration.ofSeconds(1));
        assertThat(agent.unacknowledged).isEmpty();
    }

    @Test
    void areNotAssumedOfAFirstConnectionWhoseHandlerIsNotReady() {
        connectBoth();
        client.ready = false;
        agent.say(2);
        pass(Duration.ofSeconds(10));
        assertThat(agent.unacknowledged).containsKey(0L);
        client.ready = true;
        pass(Duration.ofSeconds(1));
        assertThat(client.printed).isEqualTo(numbers(2));
    }

    @Test
    void areNotAssumedOfFramesForWhichTheClientHasNoRoom() {
        connectBoth();
        agent.say(1);
        pass(Duration.ofSeconds(1));
        agent.lost(1);
        relay = relay(true);
        client.room = 10;
        connectBoth();
        agent.say(30);
        pass(Duration.ofSeconds(20));
        assertThat(client.printed).isEqualTo(numbers(32));
        assertThat(agent.unacknowledged).isEmpty();
    }

    private void connectBoth() {
        agent.connect();
        client.connect();
    }

    /** Everything on its way arrives, and no time passes. */
    private void deliver() {
        loop.run();
        client.read();
        agent.read();
    }

    private void pass(Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plusMillis(100)) {
            agent.tick();
            deliver();
            loop.advance(Duration.ofMillis(100));
            deliver();
        }
    }

    private static List<Long> numbers(int count) {
        return LongStream.range(0, count).boxed().toList();
    }

    private final class Agent {
        private final SortedMap<Long, Long> unacknowledged = new TreeMap<>();
        private FakeSocket socket = new FakeSocket(loop);
        private long next;

        void connect() {
            socket = new FakeSocket(loop);
            relay.attach(Side.AGENT, socket, OFFICIAL);
        }

        void say(int frames) {
            for (int i = 0; i < frames; i++) {
                unacknowledged.put(next, loop.nanoTime());
                send(next++);
            }
        }

        /** These were written to a connection that was dead. */
        void lost(int frames) {
            for (int i = 0; i < frames; i++) {
                unacknowledged.put(next++, loop.nanoTime());
            }
        }

        private void send(long sequence) {
            relay.message(Side.AGENT, socket, BinaryMessage.copyOf(TestFrames.output(sequence, "x")));
        }

        void tick() {
            if (unacknowledged.isEmpty()) {
                return;
            }
            long oldest = unacknowledged.firstKey();
            if (loop.nanoTime() - unacknowledged.get(oldest) > REPEAT_AFTER.toNanos()) {
                unacknowledged.put(oldest, loop.nanoTime());
                send(oldest);
            }
        }

        void read() {
            for (byte[] frame : socket.take()) {
                String said = TestFrames.say(frame);
                if (said.startsWith("ack ")) {
                    unacknowledged.remove(Long.parseLong(said.substring(4)));
                }
            }
        }
    }

    private final class Client {
        private final List<Long> printed = new ArrayList<>();
        private final Map<Long, Boolean> buffered = new TreeMap<>();
        private final List<Long> acks = new ArrayList<>();
        private FakeSocket socket = new FakeSocket(loop);
        private boolean ready = true;
        private boolean answersPings = true;
        private int room = 10_000;
        private long expected;

        void connect() {
            socket = new FakeSocket(loop);
            relay.attach(Side.CLIENT, socket, OFFICIAL);
        }

        /** Takes what has come; its acknowledgements get lost. */
        void readsInVain() {
            receive();
            acks.clear();
        }

        private void receive() {
            for (byte[] frame : socket.take()) {
                String said = TestFrames.say(frame);
                if (said.endsWith(" x")) {
                    take(Long.parseLong(said.substring(0, said.length() - 2)));
                }
            }
        }

        void read() {
            receive();
            acks.forEach(sequence ->
                    relay.message(Side.CLIENT, socket, BinaryMessage.copyOf(TestFrames.ackOfOutput(sequence))));
            acks.clear();
            if (answersPings) {
                socket.pong();
            }
        }

        private void take(long sequence) {
            if (sequence == expected && ready) {
                printed.add(sequence);
                acks.add(sequence);
                expected++;
                while (buffered.remove(expected) != null) {
                    printed.add(expected++);
                }
            } else if (sequence > expected && buffered.size() < room) {
                buffered.put(sequence, true);
                acks.add(sequence);
            }
        }
    }

    private static final class NoEvents implements SessionEvents {
        @Override
        public void input() {}

        @Override
        public void connected(Side side) {}

        @Override
        public void disconnected(Side side) {}

        @Override
        public void exitCode(int code) {}

        @Override
        public void exited(int code) {}

        @Override
        public void badFrame(Side side, WebSocket socket, String why) {
            throw new AssertionError(why);
        }

        @Override
        public void closed() {}
    }
}
