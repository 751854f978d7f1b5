// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import sallyport.server.http.SocketPair.Lane;
import sallyport.server.http.WebSocketClient.Received;
import sallyport.testkit.LeakCheck;

@Timeout(60)
class SocketPairTest {
    private static final Duration NONE = Duration.ZERO;

    private final ManualLoop loop = new ManualLoop();
    private final List<String> drained = new ArrayList<>();
    private final SocketPair pair = new SocketPair(loop, 100, () -> drained.add("drained"));
    private final Lane toRight = pair.right();
    private final FakeSocket left = new FakeSocket(loop);
    private final FakeSocket right = new FakeSocket(loop);

    @Test
    void handsAMessageOnAtOnceWhenNothingIsInTheWay() {
        join();
        assertThat(toRight.send(message("a"))).isTrue();
        assertThat(texts(right)).containsExactly("a");
        assertThat(drained).isEmpty();
    }

    @Test
    void keepsMessagesForAnAbsentEndInOrder() {
        pair.left().attach(left);
        toRight.send(message("a"));
        toRight.send(message("b"));
        assertThat(toRight.queuedBytes()).isEqualTo(2);
        toRight.attach(right);
        assertThat(texts(right)).containsExactly("a", "b");
        assertThat(drained).hasSize(1);
    }

    @Test
    void doesNotReadASenderWhoseReceiverIsFullUntilHalfHasLeft() {
        join();
        right.writable(false);
        toRight.send(message("x".repeat(60)));
        assertThat(left.reading()).isTrue();
        toRight.send(message("y".repeat(40)));
        assertThat(left.reading()).isFalse();
        loop.advance(Duration.ofSeconds(2));
        assertThat(toRight.fullFor()).isEqualTo(Duration.ofSeconds(2));

        right.writable(true);
        toRight.writable();
        assertThat(left.reading()).isTrue();
        assertThat(toRight.fullFor()).isZero();
        assertThat(right.reading())
                .as("the other direction was never concerned")
                .isTrue();
    }

    @Test
    void aSenderThatComesToAFullLaneIsNotRead() {
        toRight.send(message("x".repeat(100)));
        pair.left().attach(left);
        assertThat(left.reading()).isFalse();
        toRight.readOn(true);
        assertThat(left.reading()).isTrue();
    }

    @Test
    void aDelayedMessageDelaysWhatIsSentAfterIt() {
        join();
        toRight.send(message("ack"), Duration.ofMillis(20), NONE);
        toRight.send(message("data"));
        loop.advance(Duration.ofMillis(19));
        assertThat(texts(right)).isEmpty();
        loop.advance(Duration.ofMillis(1));
        assertThat(texts(right)).containsExactly("ack", "data");
    }

    @Test
    void nothingFollowsAMessageThatWantsQuietAfterIt() {
        join();
        toRight.send(message("complete"), NONE, Duration.ofMillis(100));
        toRight.send(message("data"));
        loop.advance(Duration.ofMillis(99));
        assertThat(texts(right)).containsExactly("complete");
        loop.advance(Duration.ofMillis(1));
        assertThat(texts(right)).containsExactly("data");
    }

    @Test
    void theQuietBeginsWhenTheMessageLeaves() {
        toRight.send(message("complete"), NONE, Duration.ofMillis(100));
        toRight.send(message("data"));
        loop.advance(Duration.ofSeconds(1));
        toRight.attach(right);
        assertThat(texts(right)).containsExactly("complete");
        loop.advance(Duration.ofMillis(99));
        assertThat(texts(right)).isEmpty();
        loop.advance(Duration.ofMillis(1));
        assertThat(texts(right)).containsExactly("data");
    }

    @Test
    void aReplacedSocketIsReturnedAndItsEndIsNotTheLanes() {
        join();
        FakeSocket second = new FakeSocket(loop);
        assertThat(toRight.attach(second)).isEqualTo(Optional.of(right));
        assertThat(toRight.detach(right)).isFalse();
        toRight.send(message("a"));
        assertThat(texts(second)).containsExactly("a");
        assertThat(toRight.detach(second)).isTrue();
        assertThat(toRight.socket()).isEmpty();
    }

    private void join() {
        pair.left().attach(left);
        toRight.attach(right);
    }

    private static BinaryMessage message(String text) {
        return BinaryMessage.copyOf(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static List<String> texts(FakeSocket socket) {
        return socket.take().stream()
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
                .toList();
    }

    /** With real sockets. */
    @Nested
    @ExtendWith(LeakCheck.class)
    class SlowReaderTest {
        private static final int MESSAGE_BYTES = 32 * 1024;
        private static final int MESSAGES = 3_000;
        private static final int QUEUE_BYTES = 1024 * 1024;

        /** One read's worth can come on top of the queue, and the socket's own buffer before it. */
        private static final long MOST_MEMORY = 16 * 1024 * 1024;

        @Test
        void aReaderThatStopsHoldsUpTheWriterWithoutFillingTheServersMemory() throws Exception {
            AtomicLong mostQueued = new AtomicLong();
            EventLoops loops = new EventLoops(2);
            SocketPair joined = new SocketPair(loops.loop("pair"), QUEUE_BYTES, () -> {});
            UpgradeHandler upgrades = request -> new Upgrade.Accept(
                    new Passing(
                            request.path().equals("/left") ? joined.left() : joined.right(),
                            request.path().equals("/left") ? joined.right() : joined.left(),
                            mostQueued),
                    "pair",
                    MESSAGE_BYTES);
            long before = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
            try (TestListener listener = TestListener.webSockets(null, loops, upgrades);
                    WebSocketClient writer = WebSocketClient.open(listener.connect(), "/left");
                    WebSocketClient reader = WebSocketClient.open(listener.connect(), "/right")) {
                AtomicLong written = new AtomicLong();
                Thread writing = Thread.ofPlatform().start(() -> write(writer, written));

                long held = awaitStandstill(written);
                assertThat(held).as("TCP's buffers and ours, not all of it").isLessThan(MESSAGES);
                assertThat(mostQueued.get()).isLessThan(QUEUE_BYTES + 3L * MESSAGE_BYTES + 64 * 1024);
                assertThat(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory() - before)
                        .isLessThan(MOST_MEMORY);

                for (int i = 0; i < MESSAGES; i++) {
                    assertThat(number(reader.next())).isEqualTo(i);
                }
                writing.join();
            }
        }

        private static int number(Received received) {
            return received instanceof Received.Binary(byte[] bytes)
                    ? ByteBuffer.wrap(bytes).getInt()
                    : -1;
        }

        private static long awaitStandstill(AtomicLong written) {
            AtomicLong last = new AtomicLong(-1);
            await().pollInterval(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> last.getAndSet(written.get()) == last.get());
            return last.get();
        }

        private static void write(WebSocketClient writer, AtomicLong written) {
            try {
                for (int i = 0; i < MESSAGES; i++) {
                    writer.sendBinary(
                            ByteBuffer.allocate(MESSAGE_BYTES).putInt(i).array());
                    written.incrementAndGet();
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Passes messages from one end of a pair to the other. */
    private record Passing(Lane own, Lane other, AtomicLong mostQueued) implements WebSocketHandler {
        @Override
        public void opened(WebSocket socket) {
            own.attach(socket);
        }

        @Override
        public void text(WebSocket socket, String text) {}

        @Override
        public void binary(WebSocket socket, BinaryMessage message) {
            other.send(message.retain());
            mostQueued.accumulateAndGet(other.queuedBytes(), Math::max);
        }

        @Override
        public void writable(WebSocket socket) {
            own.writable();
        }

        @Override
        public void closed(WebSocket socket, int code, String reason) {
            own.detach(socket);
        }
    }
}
