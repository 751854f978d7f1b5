// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sallyport.server.http.WebSocketClient.Received;
import sallyport.wire.websocket.CloseCode;
import sallyport.wire.websocket.Opcode;
import sallyport.wire.websocket.WebSocketEncoder;

@Timeout(30)
class NettyWebSocketTest {
    private static final int LIMIT = 1024 * 1024;

    @TempDir
    Path directory;

    private final Echo echo = new Echo();
    private final UpgradeHandler accepting = request -> new Upgrade.Accept(echo, request.query(), LIMIT);

    @Test
    void answersTheUpgradeInTheExactFormTheOfficialAgentWants() throws Exception {
        try (TestListener listener = TestListener.webSockets(accepting);
                WebSocketClient client = WebSocketClient.open(listener.connect(), "/")) {
            assertThat(client.responseHead().lines().toList())
                    .contains("Upgrade: websocket", "Connection: Upgrade")
                    .noneMatch(line ->
                            line.startsWith("Sec-WebSocket-Protocol") || line.startsWith("Sec-WebSocket-Extensions"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, LIMIT})
    void carriesMessagesOfEveryLengthForm(int length) throws Exception {
        byte[] message = new byte[length];
        new Random(length).nextBytes(message);
        try (TestListener listener = tls();
                WebSocketClient client = WebSocketClient.open(listener.connect(), "/?some-affinity")) {
            client.sendBinary(message);
            assertThat(client.next())
                    .isInstanceOfSatisfying(
                            Received.Binary.class,
                            echoed -> assertThat(echoed.bytes()).isEqualTo(message));
        }
    }

    @Test
    void putsFragmentsTogetherAroundAPing() throws Exception {
        try (TestListener listener = TestListener.webSockets(accepting);
                WebSocketClient client = WebSocketClient.open(listener.connect(), "/")) {
            client.sendRaw(fragment(Opcode.TEXT, "frag", false));
            client.send(Opcode.PING, "keepalive".getBytes(StandardCharsets.US_ASCII));
            client.sendRaw(fragment(Opcode.CONTINUATION, "ment", true));
            assertThat(client.next()).isEqualTo(new Received.Text("pong keepalive"));
            assertThat(client.next()).isEqualTo(new Received.Text("fragment"));
        }
    }

    @Test
    void knowsByAPingWhatThePeerHasRead() throws Exception {
        BlockingQueue<String> news = new LinkedBlockingQueue<>();
        UpgradeHandler asking = request -> new Upgrade.Accept(new Asking(news), request.query(), LIMIT);
        try (TestListener listener = TestListener.webSockets(asking);
                WebSocketClient client = WebSocketClient.open(listener.connect(), "/")) {
            client.send(Opcode.PONG, "keepalive".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.next()).isEqualTo(new Received.Text("between two pings"));
            client.awaitPings(2);
            client.sendText("after the pongs");
            assertThat(news.poll(10, TimeUnit.SECONDS)).isEqualTo("the second is answered");
            assertThat(news.poll(10, TimeUnit.SECONDS)).isEqualTo("after the pongs");
        }
    }

    @Test
    void refusesAMessageAboveTheLimitAtItsHeader() throws Exception {
        try (TestListener listener = TestListener.webSockets(accepting);
                WebSocketClient client = WebSocketClient.open(listener.connect(), "/")) {
            client.sendRaw(ByteBuffer.allocate(14)
                    .put((byte) 0x82)
                    .put((byte) 0xff)
                    .putLong(10_000_000)
                    .putInt(0)
                    .array());
            assertThat(client.next())
                    .isInstanceOfSatisfying(
                            Received.Close.class,
                            close -> assertThat(close.code()).isEqualTo(CloseCode.TOO_BIG));
            assertThat(client.next()).isInstanceOf(Received.End.class);
        }
        assertThat(echo.events()).containsExactly("opened", "closed 1009");
    }

    @Test
    void refusesFramesThatAreNotMasked() throws Exception {
        try (TestListener listener = TestListener.webSockets(accepting);
                WebSocketClient client = WebSocketClient.open(listener.connect(), "/")) {
            client.sendRaw(WebSocketEncoder.frame(Opcode.BINARY, ByteBuffer.allocate(3)));
            assertThat(client.next())
                    .isInstanceOfSatisfying(
                            Received.Close.class,
                            close -> assertThat(close.code()).isEqualTo(CloseCode.PROTOCOL_ERROR));
        }
    }

    @Test
    void answersACloseFrameAndReportsItsCode() throws Exception {
        try (TestListener listener = TestListener.webSockets(accepting);
                WebSocketClient client = WebSocketClient.open(listener.connect(), "/")) {
            assertThat(client.hangUp()).isEqualTo(new Received.Close(CloseCode.NORMAL, ""));
            assertThat(client.next()).isInstanceOf(Received.End.class);
        }
        assertThat(echo.events()).containsExactly("opened", "closed 1000");
    }

    @Test
    void reportsADroppedConnectionAs1006() throws Exception {
        try (TestListener listener = TestListener.webSockets(accepting)) {
            WebSocketClient client = WebSocketClient.open(listener.connect(), "/");
            client.close();
            assertThat(echo.next()).isEqualTo("opened");
            assertThat(echo.next()).isEqualTo("closed 1006");
        }
    }

    @Test
    void dropsAPeerThatStaysSilentButNotOneThatAnswersPings() throws Exception {
        echo.silenceLimit = Duration.ofSeconds(6);
        try (TestListener listener = TestListener.webSockets(accepting);
                WebSocketClient silent = WebSocketClient.open(listener.connect(), "/");
                WebSocketClient alive = WebSocketClient.open(listener.connect(), "/")) {
            silent.answerPings(false);
            Thread reader = Thread.startVirtualThread(() -> {
                try {
                    alive.next();
                } catch (IOException e) {
                    // ends with the test
                }
            });
            assertThat(silent.next()).isInstanceOf(Received.End.class);
            assertThat(silent.pings()).as("one ping after four seconds").isEqualTo(1);
            assertThat(reader.isAlive()).isTrue();
            assertThat(alive.pings()).isEqualTo(1);
        }
    }

    @Test
    void pingsEvenWhileReadingIsPaused() throws Exception {
        echo.pauseAtOnce = true;
        echo.silenceLimit = Duration.ofSeconds(1);
        try (TestListener listener = TestListener.webSockets(accepting);
                WebSocketClient client = WebSocketClient.open(listener.connect(), "/")) {
            client.awaitPings(2);
            assertThat(echo.events()).containsExactly("opened");
        }
    }

    @Test
    void socketsOfOneAffinityShareALoopWhereverTheyWereAccepted() throws Exception {
        try (TestListener listener = tls()) {
            for (int i = 0; i < 6; i++) {
                try (WebSocketClient client = WebSocketClient.open(listener.connect(), "/?session-1")) {
                    client.sendText("x");
                    client.next();
                }
            }
        }
        assertThat(echo.threads).hasSize(1);
    }

    @Test
    void saysGoodbyeWhenTheServerStops() throws Exception {
        TestListener listener = TestListener.webSockets(accepting);
        try (WebSocketClient client = WebSocketClient.open(listener.connect(), "/")) {
            client.sendText("x");
            client.next();
            Thread stopping = Thread.startVirtualThread(listener::close);
            assertThat(client.next()).isEqualTo(new Received.Close(CloseCode.GOING_AWAY, "the server is stopping"));
            stopping.join();
        }
    }

    @Test
    void refusesUpgradesThatAreNotRfc6455() throws Exception {
        try (TestListener listener = TestListener.webSockets(accepting)) {
            assertThat(upgrade(
                            listener, "GET", "Sec-WebSocket-Version: 8\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="))
                    .startsWith("HTTP/1.1 426 ")
                    .contains("sec-websocket-version: 13");
            assertThat(upgrade(listener, "GET", "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: short"))
                    .startsWith("HTTP/1.1 400 ");
            assertThat(upgrade(
                            listener,
                            "POST",
                            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="))
                    .startsWith("HTTP/1.1 400 ");
        }
        assertThat(echo.events()).isEmpty();
    }

    @Test
    void answersARefusedUpgradeLikeAnyRequest() throws Exception {
        UpgradeHandler refusing = request -> new Upgrade.Refuse(HttpResponse.text(403, "no"));
        try (TestListener listener = TestListener.webSockets(refusing)) {
            assertThatThrownBy(() -> WebSocketClient.open(listener.connect(), "/"))
                    .hasMessageContaining("HTTP/1.1 403 Forbidden");
        }
    }

    private TestListener tls() throws Exception {
        return TestListener.webSockets(TestTls.create(directory), new EventLoops(2), accepting);
    }

    private static String upgrade(TestListener listener, String method, String headers) throws IOException {
        try (Socket socket = listener.connect()) {
            String request =
                    method + " / HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: keep-alive, upgrade\r\n"
                            + headers + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return WebSocketClient.readHead(socket.getInputStream());
        }
    }

    private static byte[] fragment(Opcode opcode, String text, boolean last) {
        byte[] frame = WebSocketEncoder.maskedFrame(
                opcode, ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), 0x01020304);
        if (!last) {
            frame[0] &= 0x7f;
        }
        return frame;
    }

    /** Sends everything back; remembers what happened and where. */
    private record Asking(BlockingQueue<String> news) implements WebSocketHandler {
        @Override
        public void opened(WebSocket socket) {
            socket.ping(() -> news.add("the first is answered"));
            socket.sendText("between two pings");
            socket.ping(() -> news.add("the second is answered"));
        }

        @Override
        public void text(WebSocket socket, String text) {
            news.add(text);
        }

        @Override
        public void binary(WebSocket socket, BinaryMessage message) {}

        @Override
        public void writable(WebSocket socket) {}

        @Override
        public void closed(WebSocket socket, int code, String reason) {}
    }

    private static final class Echo implements WebSocketHandler {
        private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
        private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
        private volatile Duration silenceLimit = Duration.ofSeconds(30);
        private volatile boolean pauseAtOnce;

        @Override
        public void opened(WebSocket socket) {
            events.add("opened");
            socket.silenceLimit(silenceLimit);
            if (pauseAtOnce) {
                socket.pauseReading();
            }
        }

        @Override
        public void text(WebSocket socket, String text) {
            threads.add(Thread.currentThread());
            socket.sendText(text);
        }

        @Override
        public void binary(WebSocket socket, BinaryMessage message) {
            socket.send(message.retain());
        }

        @Override
        public void writable(WebSocket socket) {}

        @Override
        public void closed(WebSocket socket, int code, String reason) {
            events.add("closed " + code);
        }

        String next() throws InterruptedException {
            return String.valueOf(events.poll(10, TimeUnit.SECONDS));
        }

        List<String> events() {
            return List.copyOf(events);
        }
    }
}
