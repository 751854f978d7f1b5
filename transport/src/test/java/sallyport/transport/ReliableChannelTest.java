// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import sallyport.testkit.FaultyProxy;
import sallyport.testkit.LeakCheck;
import sallyport.wire.frame.Frame;
import sallyport.wire.frame.MessageType;
import sallyport.wire.frame.PayloadType;

@Timeout(60)
@ExtendWith(LeakCheck.class)
class ReliableChannelTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration FOR_EVER = Duration.ofMinutes(20);

    private final List<AutoCloseable> resources = new ArrayList<>();
    private TestRelay relay;
    private FaultyProxy agentSide;
    private FaultyProxy clientSide;

    @BeforeEach
    void startRelay() throws IOException {
        relay = keep(new TestRelay());
        agentSide = keep(new FaultyProxy(relay.address()));
        clientSide = keep(new FaultyProxy(relay.address()));
    }

    @AfterEach
    void closeAll() throws Exception {
        for (var resource : resources.reversed()) {
            resource.close();
        }
    }

    @Test
    void carriesPayloadsBothWaysInOrder() throws Exception {
        var agent = end(agentSide, "agent", FOR_EVER);
        var client = end(clientSide, "client", FOR_EVER);
        for (int i = 0; i < 1000; i++) {
            agent.channel.send(PayloadType.OUTPUT, number(i));
            client.channel.send(PayloadType.OUTPUT, number(i));
        }
        agent.expectNumbers(1000);
        client.expectNumbers(1000);
        assertThat(agent.channel.drained(TIMEOUT)).isTrue();
        assertThat(client.channel.drained(TIMEOUT)).isTrue();
    }

    @Test
    void losesAndDoublesNothingWhenConnectionsAreCutAgainAndAgain() throws Exception {
        var agent = end(agentSide, "agent", FOR_EVER);
        var client = end(clientSide, "client", FOR_EVER);
        var random = new Random(42);
        for (int i = 0; i < 2000; i++) {
            agent.channel.send(PayloadType.OUTPUT, number(i));
            client.channel.send(PayloadType.OUTPUT, number(i));
            if (random.nextInt(250) == 0) {
                (random.nextBoolean() ? agentSide : clientSide).cutAll();
            }
        }
        agent.expectNumbers(2000);
        client.expectNumbers(2000);
    }

    @Test
    void noticesADeadPeerInTimeAndGoesOnWhereItWas() throws Exception {
        var agent = end(agentSide, "agent", FOR_EVER);
        var client = end(clientSide, "client", FOR_EVER);
        agent.channel.send(PayloadType.OUTPUT, number(0));
        client.expectNumbers(1);
        long start = System.nanoTime();
        agentSide.fault(new FaultyProxy.Fault.Stall());
        agent.channel.send(PayloadType.OUTPUT, number(1));
        client.channel.send(PayloadType.OUTPUT, number(0));
        assertThat(agent.next()).startsWith("disconnected: the server has been silent");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        agentSide.heal();
        assertThat(agent.next()).isEqualTo("reconnected");
        assertThat(client.next()).isEqualTo("1");
        assertThat(agent.next()).isEqualTo("0");
    }

    @Test
    void keepsSendingToAnOwnerThatIsSlowWithoutForgettingThePeer() throws Exception {
        var release = new CountDownLatch(1);
        var agent = end(agentSide, "agent", FOR_EVER);
        agent.beforeStream = release;
        var client = end(clientSide, "client", FOR_EVER);
        for (int i = 0; i < 20; i++) {
            client.channel.send(PayloadType.OUTPUT, number(i)); // typed ahead of a program that does not read
        }
        assertThat(client.channel.drained(TIMEOUT)).as("typed ahead").isTrue();
        agent.channel.send(PayloadType.OUTPUT, number(0));
        assertThat(client.next()).as("output while input is stuck").isEqualTo("0");
        release.countDown();
        agent.expectNumbers(20);
        assertThat(agent.channel.delivered(TIMEOUT)).isTrue();
    }

    @Test
    void slowsTheSenderDownWhenTheOwnerDoesNotTakeABigPaste() throws Exception {
        var release = new CountDownLatch(1);
        var agent = end(agentSide, "agent", FOR_EVER);
        agent.beforeStream = release;
        var client = end(clientSide, "client", FOR_EVER);
        var piece = new byte[64 * 1024];
        int pieces = 200; // 12.5 MiB: more than both ends may hold
        var sender = new Thread(() -> {
            try {
                for (int i = 0; i < pieces; i++) {
                    client.channel.send(PayloadType.OUTPUT, piece);
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        sender.start();
        sender.join(1_000);
        assertThat(sender.isAlive()).as("still waiting for room").isTrue();
        release.countDown();
        sender.join();
        for (int i = 0; i < pieces; i++) {
            assertThat(agent.next()).isEqualTo("65536 bytes");
        }
    }

    @Test
    void stopsWhenTheServerSaysThatTheSessionIsGone() throws Exception {
        var events = new LinkedBlockingQueue<String>();
        keep(channel(
                attempt -> {
                    throw new SessionGoneException("the session has ended");
                },
                new Recorder(events),
                FOR_EVER));
        assertThat(events.poll(5, TimeUnit.SECONDS)).isEqualTo("gone: the session has ended");
    }

    @Test
    void givesUpWhenTheResumeWindowIsOver() throws Exception {
        var events = new LinkedBlockingQueue<String>();
        var channel = keep(channel(
                attempt -> {
                    throw new IOException("attempt " + attempt);
                },
                new Recorder(events),
                Duration.ofMillis(600)));
        assertThat(events.poll(5, TimeUnit.SECONDS)).matches("gone: attempt [1-9]");
        assertThatThrownBy(() -> channel.send(PayloadType.OUTPUT, number(0))).hasMessage("the channel is closed");
    }

    @Test
    void closingWakesASenderThatWaitsForRoom() throws Exception {
        var agent = end(agentSide, "agent", FOR_EVER); // no client: nothing is acknowledged
        var sender = new Thread(() -> {
            try {
                while (true) {
                    agent.channel.send(PayloadType.OUTPUT, new byte[64 * 1024]);
                }
            } catch (IOException | InterruptedException e) {
                agent.events.add("sender: " + e.getMessage());
            }
        });
        sender.start();
        sender.join(300);
        agent.channel.close();
        assertThat(agent.next()).isEqualTo("sender: the channel is closed");
    }

    private End end(FaultyProxy proxy, String side, Duration giveUpAfter) {
        return new End(proxy, side, giveUpAfter);
    }

    private ReliableChannel channel(ReliableChannel.Dialer dialer, Recorder recorder, Duration giveUpAfter) {
        return new ReliableChannel(
                "test",
                MessageType.OUTPUT_STREAM_DATA,
                giveUpAfter,
                dialer,
                recorder,
                InstantSource.system(),
                System::nanoTime);
    }

    private <T extends AutoCloseable> T keep(T resource) {
        resources.add(resource);
        return resource;
    }

    private static byte[] number(int i) {
        return Integer.toString(i).getBytes();
    }

    /** One end of the stream and what it has heard. */
    private final class End {
        final BlockingQueue<String> events = new LinkedBlockingQueue<>();
        final ReliableChannel channel;
        volatile CountDownLatch beforeStream = new CountDownLatch(0);

        End(FaultyProxy proxy, String side, Duration giveUpAfter) {
            var connector = new Connector(new Trust.SystemDefault(), ProxySettings.none());
            var uri = URI.create("ws://localhost:" + proxy.port() + "/" + side);
            var outgoing = side.equals("agent") ? MessageType.OUTPUT_STREAM_DATA : MessageType.INPUT_STREAM_DATA;
            this.channel = keep(new ReliableChannel(
                    side,
                    outgoing,
                    giveUpAfter,
                    attempt -> WebSocketConnection.open(connector, uri, Map.of(), TIMEOUT),
                    new Recorder(events) {
                        @Override
                        public void stream(Frame frame) {
                            await(beforeStream);
                            super.stream(frame);
                        }
                    },
                    InstantSource.system(),
                    System::nanoTime));
        }

        String next() throws InterruptedException {
            return String.valueOf(events.poll(20, TimeUnit.SECONDS));
        }

        /** Takes the numbers 0, 1, … in order; what it hears of connections does not matter. */
        void expectNumbers(int count) throws InterruptedException {
            for (int expected = 0; expected < count; ) {
                var event = next();
                if (!event.startsWith("disconnected") && !event.equals("reconnected")) {
                    assertThat(event).isEqualTo(Integer.toString(expected++));
                }
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static class Recorder implements ReliableChannel.Handler {
        private final BlockingQueue<String> events;

        Recorder(BlockingQueue<String> events) {
            this.events = events;
        }

        @Override
        public void stream(Frame frame) {
            int length = frame.payload().length;
            events.add(length > 10 ? length + " bytes" : new String(frame.payload()));
        }

        @Override
        public void control(Frame frame) {
            events.add(frame.type().wireName());
        }

        @Override
        public void disconnected(IOException why) {
            events.add("disconnected: " + why.getMessage());
        }

        @Override
        public void reconnected() {
            events.add("reconnected");
        }

        @Override
        public void gone(IOException why) {
            events.add("gone: " + why.getMessage());
        }
    }
}
