// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import sallyport.server.http.TestListener;
import sallyport.server.http.WebSocketClient;
import sallyport.server.http.WebSocketClient.Received;
import sallyport.server.identity.NodeId;
import sallyport.server.keys.Secret;
import sallyport.testkit.FaultyProxy;
import sallyport.testkit.LeakCheck;
import sallyport.testkit.ManualClock;
import sallyport.wire.frame.Frame;
import sallyport.wire.frame.FrameReader;
import sallyport.wire.frame.FrameWriter;
import sallyport.wire.frame.MessageType;
import sallyport.wire.frame.PayloadType;
import sallyport.wire.message.AgentTaskAcknowledge;
import sallyport.wire.message.AgentTaskComplete;
import sallyport.wire.message.Messages;
import sallyport.wire.message.OpenControlChannel;
import sallyport.wire.websocket.CloseCode;

@Timeout(60)
@ExtendWith(LeakCheck.class)
class ControlChannelsTest {
    private static final NodeId NODE = new NodeId("mi-0123456789abcdef0");
    private static final NodeId OTHER = new NodeId("i-0123456789abcdef0");

    private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.US_ASCII);

    private final ManualClock clock = new ManualClock();
    private final Heard heard = new Heard();
    private final ControlChannels channels = new ControlChannels(clock, clock::nanos, new Random(1));
    private TestListener listener;

    @BeforeEach
    void listen() throws IOException {
        listener = TestListener.webSockets(request -> channels.accept(new NodeId(request.query()), heard));
    }

    @AfterEach
    void close() {
        listener.close();
    }

    @Test
    void connectsANodeWhoseTokenIsGoodAndReachesItsAgent() throws Exception {
        try (WebSocketClient agent = connect(NODE)) {
            assertThat(channels.connected(NODE)).isTrue();
            assertThat(channels.connected(OTHER)).isFalse();

            Frame task = frame(MessageType.INTERACTIVE_SHELL, EMPTY);
            assertThat(channels.send(NODE, task)).isTrue();
            assertThat(agent.next()).satisfies(isFrame(task));
            assertThat(channels.send(OTHER, task)).isFalse();
        }
        assertThat(heard.next()).isEqualTo("disconnected " + NODE);
        assertThat(channels.connected(NODE)).isFalse();
    }

    @Test
    void refusesATokenThatIsUsedUpOrOldOrAnothersWithoutDisturbingTheNode() throws Exception {
        Secret used = channels.issueToken(NODE);
        try (WebSocketClient agent = open(NODE, used)) {
            heard.next();
            assertThat(closeCode(open(NODE, used))).isEqualTo(CloseCode.POLICY_VIOLATION);
            assertThat(closeCode(open(NODE, channels.issueToken(OTHER)))).isEqualTo(CloseCode.POLICY_VIOLATION);
            Secret voided = channels.issueToken(NODE);
            Secret old = channels.issueToken(NODE);
            assertThat(closeCode(open(NODE, voided))).isEqualTo(CloseCode.POLICY_VIOLATION);
            clock.advance(Duration.ofSeconds(60));
            assertThat(closeCode(open(NODE, old))).isEqualTo(CloseCode.POLICY_VIOLATION);

            Frame task = frame(MessageType.INTERACTIVE_SHELL, EMPTY);
            channels.send(NODE, task);
            assertThat(agent.next()).satisfies(isFrame(task));
            assertThat(heard.isEmpty()).isTrue();
        }
    }

    @Test
    void aNewConnectionReplacesTheOldOneAndTheNodeStaysConnected() throws Exception {
        try (WebSocketClient old = connect(NODE);
                WebSocketClient young = connect(NODE)) {
            assertThat(old.next()).isInstanceOf(Received.Close.class);
            old.close();
            Frame task = frame(MessageType.INTERACTIVE_SHELL, EMPTY);
            assertThat(channels.send(NODE, task)).isTrue();
            assertThat(young.next()).satisfies(isFrame(task));
            assertThat(heard.isEmpty()).as("no word of a disconnection").isTrue();
        }
    }

    @Test
    void acknowledgesACompletedTaskOnceItIsHandled() throws Exception {
        heard.hold = new CountDownLatch(1);
        try (WebSocketClient agent = connect(NODE)) {
            Frame complete = frame(
                    MessageType.AGENT_TASK_COMPLETE,
                    Messages.write(AgentTaskComplete.of("alice-1", NODE.text(), "Success", "", 0)));
            agent.sendBinary(FrameWriter.write(complete));
            assertThat(channels.send(NODE, frame(MessageType.AGENT_JOB, EMPTY))).isTrue();
            assertThat(agent.next()).as("nothing before it").satisfies(isType(MessageType.AGENT_JOB));
            heard.hold.countDown();

            Frame answer = parse(((Received.Binary) agent.next()).bytes());
            assertThat(answer.type()).isEqualTo(MessageType.AGENT_TASK_ACKNOWLEDGE);
            assertThat(Messages.read(answer.payload(), AgentTaskAcknowledge.class))
                    .isEqualTo(AgentTaskAcknowledge.of(complete.id().toString(), "alice-1"));
            assertThat(heard.next()).isEqualTo("agent_task_complete");
        }
    }

    @Test
    void doesNotAcknowledgeATaskThatCouldNotBeNoted() throws Exception {
        heard.failing = true;
        try (WebSocketClient agent = connect(NODE)) {
            agent.sendBinary(FrameWriter.write(frame(
                    MessageType.AGENT_TASK_COMPLETE,
                    Messages.write(AgentTaskComplete.of("alice-1", NODE.text(), "Success", "", 0)))));
            assertThat(heard.next()).isEqualTo("agent_task_complete");
            Frame next = frame(MessageType.AGENT_JOB, EMPTY);
            channels.send(NODE, next);
            assertThat(agent.next()).satisfies(isFrame(next));
        }
    }

    @Test
    void hearsFramesInOrderAndPassesOverThoseOfNoInterest() throws Exception {
        try (WebSocketClient agent = connect(NODE)) {
            for (int i = 0; i < 100; i++) {
                agent.sendBinary(FrameWriter.write(frame(MessageType.AGENT_TELEMETRY, EMPTY)));
                agent.sendBinary(FrameWriter.write(frame(MessageType.AGENT_JOB, EMPTY)));
                agent.sendBinary(FrameWriter.write(
                        frame(i % 2 == 0 ? MessageType.AGENT_JOB_ACK : MessageType.AGENT_JOB_REPLY, EMPTY)));
            }
            for (int i = 0; i < 100; i++) {
                assertThat(heard.next()).isEqualTo(i % 2 == 0 ? "agent_job_ack" : "agent_job_reply");
            }
        }
    }

    @Test
    void closesAConnectionThatBreaksTheProtocol() throws Exception {
        try (WebSocketClient beforeOpen = WebSocketClient.open(listener.connect(), "/?" + NODE)) {
            beforeOpen.sendBinary(FrameWriter.write(frame(MessageType.AGENT_JOB_ACK, EMPTY)));
            assertThat(closeCode(beforeOpen)).isEqualTo(CloseCode.POLICY_VIOLATION);
        }
        try (WebSocketClient notJson = WebSocketClient.open(listener.connect(), "/?" + NODE)) {
            notJson.sendText("hello");
            assertThat(closeCode(notJson)).isEqualTo(CloseCode.POLICY_VIOLATION);
        }
        try (WebSocketClient shortFrame = connect(NODE)) {
            shortFrame.sendBinary(new byte[119]);
            assertThat(closeCode(shortFrame)).isEqualTo(CloseCode.POLICY_VIOLATION);
        }
        assertThat(heard.next()).isEqualTo("disconnected " + NODE);
        try (WebSocketClient wrongDigest = connect(NODE)) {
            byte[] frame = FrameWriter.write(frame(MessageType.AGENT_JOB_ACK, EMPTY));
            frame[frame.length - 1] ^= 1;
            wrongDigest.sendBinary(frame);
            assertThat(closeCode(wrongDigest)).isEqualTo(CloseCode.POLICY_VIOLATION);
        }
    }

    @Test
    void disconnectsANodeOnRequest() throws Exception {
        try (WebSocketClient agent = connect(NODE)) {
            channels.disconnect(NODE, "deregistered");
            assertThat(channels.connected(NODE)).as("at once").isFalse();
            assertThat(agent.next()).isEqualTo(new Received.Close(CloseCode.POLICY_VIOLATION, "deregistered"));
            assertThat(heard.next()).isEqualTo("disconnected " + NODE);
        }
    }

    @Test
    void noticesANodeOfOursBehindABlackHoleWithinFifteenSeconds() throws Exception {
        try (FaultyProxy proxy = new FaultyProxy(listener.address());
                WebSocketClient agent =
                        WebSocketClient.open(new Socket(InetAddress.getLoopbackAddress(), proxy.port()), "/?" + NODE)) {
            agent.sendText(Messages.writeString(
                    OpenControlChannel.ofAgent("r", channels.issueToken(NODE).value(), "3.3.9999.0", "linux")));
            assertThat(heard.next()).isEqualTo("connected " + NODE);
            proxy.fault(new FaultyProxy.Fault.Stall());
            long start = System.nanoTime();
            assertThat(heard.next(Duration.ofSeconds(15))).isEqualTo("disconnected " + NODE);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(10));
        }
    }

    private WebSocketClient connect(NodeId node) throws Exception {
        WebSocketClient agent = open(node, channels.issueToken(node));
        assertThat(heard.next()).isEqualTo("connected " + node);
        return agent;
    }

    private WebSocketClient open(NodeId node, Secret token) throws IOException {
        WebSocketClient agent = WebSocketClient.open(listener.connect(), "/?" + node);
        agent.sendText("""
                {"Cookie":null,"MessageSchemaVersion":"1.0","RequestId":"r","TokenValue":"%s",\
                "AgentVersion":"3.3.0.0","PlatformType":"linux"}""".formatted(token.value()));
        return agent;
    }

    private static int closeCode(WebSocketClient agent) throws IOException {
        try (agent) {
            return agent.next() instanceof Received.Close(int code, String reason) && !reason.isEmpty() ? code : -1;
        }
    }

    private Frame frame(MessageType type, byte[] payload) {
        return new Frame(type, clock.millis(), 0, 0, new UUID(1, 2), PayloadType.UNSET, payload);
    }

    private static ThrowingConsumer<Received> isFrame(Frame expected) {
        return received -> assertThat(received)
                .isInstanceOfSatisfying(
                        Received.Binary.class,
                        binary -> assertThat(parse(binary.bytes())).isEqualTo(expected));
    }

    private static ThrowingConsumer<Received> isType(MessageType expected) {
        return received -> assertThat(received)
                .isInstanceOfSatisfying(
                        Received.Binary.class,
                        binary -> assertThat(parse(binary.bytes()).type()).isEqualTo(expected));
    }

    private static Frame parse(byte[] bytes) {
        try {
            return FrameReader.read(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Remembers what it heard, as text. */
    private static final class Heard implements ControlHandler {
        private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
        private volatile CountDownLatch hold = new CountDownLatch(0);
        private volatile boolean failing;

        @Override
        public void connected(NodeId node) {
            events.add("connected " + node);
        }

        @Override
        public void disconnected(NodeId node) {
            events.add("disconnected " + node);
        }

        @Override
        public void received(NodeId node, Frame frame) {
            try {
                assertThat(hold.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            events.add(frame.type().wireName());
            if (failing) {
                throw new IllegalStateException("the disk is full, on purpose");
            }
        }

        String next() throws InterruptedException {
            return next(Duration.ofSeconds(10));
        }

        String next(Duration patience) throws InterruptedException {
            return String.valueOf(events.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
        }

        boolean isEmpty() {
            return events.isEmpty();
        }
    }
}
