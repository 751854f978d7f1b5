// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sallyport.testkit.FaultyProxy;
import sallyport.testkit.LeakCheck;
import sallyport.wire.websocket.CloseCode;
import sallyport.wire.websocket.Opcode;
import sallyport.wire.websocket.WebSocketEncoder;
import sallyport.wire.websocket.WebSocketProtocolException;

@ExtendWith(LeakCheck.class)
class WebSocketConnectionTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    /** Notes what the client sends. */
    private final WebSocketPeer.Sink noting = new WebSocketPeer.Sink() {
        @Override
        public void text(String message) {
            seen.add("text " + message);
        }

        @Override
        public void binary(ByteBuffer message) {
            seen.add("binary " + message.remaining());
        }

        @Override
        public void pong(ByteBuffer payload) {
            seen.add("pong " + string(payload));
        }

        @Override
        public void ping(ByteBuffer payload) {
            seen.add("ping " + string(payload));
        }

        @Override
        public void close(int code, String reason) {
            seen.add("close " + code);
        }
    };

    @Test
    void upgradesWithTheHeadersGivenAndSendsTextAndBinary() throws Exception {
        try (var server = TestServer.plain(socket -> {
                    var peer = WebSocketPeer.accept(socket);
                    seen.add(peer.requestLine());
                    peer.readAll(noting);
                });
                var connection = open(server.webSocketUri("/v1/data-channel/s-1?role=publish_subscribe"))) {
            connection.sendText("{}");
            connection.sendBinary(new byte[100_000]);
            assertThat(next()).isEqualTo("GET /v1/data-channel/s-1?role=publish_subscribe HTTP/1.1");
            assertThat(next()).isEqualTo("text {}");
            assertThat(next()).isEqualTo("binary 100000");
        }
    }

    @Test
    void handsOverMessagesInAnyFragmentsAndAnswersPings() throws Exception {
        try (var server = TestServer.plain(socket -> {
                    var peer = WebSocketPeer.accept(socket);
                    peer.send(Opcode.PING, "are you there".getBytes(StandardCharsets.UTF_8));
                    peer.sendRaw(new byte[] {0x02, 2, 'a', 'b', (byte) 0x80, 1, 'c'}); // two fragments
                    peer.send(Opcode.TEXT, "text".getBytes(StandardCharsets.UTF_8));
                    peer.send(Opcode.CLOSE, WebSocketEncoder.closePayload(CloseCode.GOING_AWAY, "restart"));
                    peer.readAll(noting);
                });
                var connection = open(server.webSocketUri("/"))) {
            var messages = new Messages();
            assertThatThrownBy(() -> connection.readLoop(messages))
                    .isInstanceOfSatisfying(
                            WebSocketClosedException.class,
                            e -> assertThat(e.code()).isEqualTo(CloseCode.GOING_AWAY))
                    .hasMessageContaining("restart");
            assertThat(messages.all).containsExactly("abc", "text");
            assertThat(next()).isEqualTo("pong are you there");
            assertThat(next()).isEqualTo("close 1000");
        }
    }

    @Test
    void answersAPingWhileAWriterIsStuckAndReadsOn() throws Exception {
        var readOn = new CountDownLatch(1);
        try (var server = TestServer.plain(socket -> {
                    var peer = WebSocketPeer.accept(socket);
                    peer.awaitFirstByte();
                    peer.send(Opcode.PING, new byte[] {'?'});
                    peer.send(Opcode.TEXT, "heard".getBytes(StandardCharsets.UTF_8));
                    await(readOn);
                    peer.readAll(noting);
                });
                var connection = open(server.webSocketUri("/"))) {
            var writer = new Thread(() -> {
                try {
                    connection.sendBinary(new byte[32 << 20]); // far more than socket buffers take
                } catch (IOException e) {
                    seen.add("writer " + e.getMessage());
                }
            });
            writer.start();
            var reader = new Thread(() -> {
                try {
                    connection.readLoop(new WebSocketConnection.Listener() {
                        @Override
                        public void binary(ByteBuffer message) {}

                        @Override
                        public void text(String message) {
                            readOn.countDown();
                        }
                    });
                } catch (IOException e) {
                    // the end of the test
                }
            });
            reader.start();
            assertThat(next()).isEqualTo("binary " + (32 << 20));
            assertThat(next()).isEqualTo("pong ?");
            connection.close();
            reader.join();
            writer.join();
        }
    }

    @Test
    void tellsTheStatusOfARefusedUpgrade() throws Exception {
        try (var server = TestServer.plain(socket -> {
            TestServer.readHead(socket);
            TestServer.write(socket, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
        })) {
            assertThatThrownBy(() -> open(server.webSocketUri("/")))
                    .isInstanceOfSatisfying(
                            UpgradeRefusedException.class,
                            e -> assertThat(e.status()).isEqualTo(403));
        }
    }

    @Test
    void refusesAnAnswerThatWasMadeForAnotherKey() throws Exception {
        try (var server = TestServer.plain(socket -> {
            TestServer.readHead(socket);
            TestServer.write(
                    socket,
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
        })) {
            assertThatThrownBy(() -> open(server.webSocketUri("/"))).hasMessageContaining("does not fit our key");
        }
    }

    @Test
    void saysGoodbyeWithACodeWhenTheServerBreaksTheProtocol() throws Exception {
        try (var server = TestServer.plain(socket -> {
                    var peer = WebSocketPeer.accept(socket);
                    peer.sendRaw(new byte[] {(byte) 0x83, 0}); // opcode 3 is reserved
                    peer.readAll(noting);
                });
                var connection = open(server.webSocketUri("/"))) {
            assertThatThrownBy(() -> connection.readLoop(new Messages()))
                    .isInstanceOf(WebSocketProtocolException.class);
            assertThat(next()).isEqualTo("close 1002");
        }
    }

    @Test
    void refusesAMessageThatClaimsMoreThanTheLimitBeforeItArrives() throws Exception {
        try (var server = TestServer.plain(socket -> {
                    var peer = WebSocketPeer.accept(socket);
                    peer.sendRaw(new byte[] {(byte) 0x82, 127, 0, 0, 0, 0, 0, (byte) 0xa0, 0, 0}); // 10 MiB
                    peer.readAll(noting);
                });
                var connection = open(server.webSocketUri("/"))) {
            assertThatThrownBy(() -> connection.readLoop(new Messages()))
                    .isInstanceOf(WebSocketProtocolException.class);
            assertThat(next()).isEqualTo("close 1009");
        }
    }

    @Test
    void endsTheReadLoopWhenTheServerVanishesAndWhenWeClose() throws Exception {
        try (var server = TestServer.plain(socket -> WebSocketPeer.accept(socket));
                var connection = open(server.webSocketUri("/"))) {
            assertThatThrownBy(() -> connection.readLoop(new Messages())).isInstanceOf(EOFException.class);
        }
        try (var server =
                        TestServer.plain(socket -> WebSocketPeer.accept(socket).readAll(noting));
                var connection = open(server.webSocketUri("/"))) {
            new Thread(connection::close).start();
            assertThatThrownBy(() -> connection.readLoop(new Messages())).isInstanceOf(IOException.class);
        }
    }

    @Test
    void passesTheListenersFailureOnAndNothingAfterIt() throws Exception {
        try (var server = TestServer.plain(socket -> {
                    var peer = WebSocketPeer.accept(socket);
                    peer.sendRaw(new byte[] {(byte) 0x81, 1, 'a', (byte) 0x81, 1, 'b'}); // both in one segment
                    peer.readAll(noting);
                });
                var connection = open(server.webSocketUri("/"))) {
            var messages = new Messages() {
                @Override
                public void text(String message) throws IOException {
                    super.text(message);
                    throw new IOException("enough");
                }
            };
            assertThatThrownBy(() -> connection.readLoop(messages)).hasMessage("enough");
            assertThat(messages.all).containsExactly("a");
        }
    }

    /** TLS records that arrive in pieces, with our read timeout passing in between, must come out whole. */
    @Test
    void survivesReadTimeoutsInsideATlsRecord() throws Exception {
        var authority = new TestAuthority();
        var payload = new byte[200_000];
        new Random(7).nextBytes(payload);
        var resumed = new CountDownLatch(1);
        try (var server = TestServer.secure(authority.serverContext("localhost"), socket -> {
                    var peer = WebSocketPeer.accept(socket);
                    await(resumed);
                    peer.send(Opcode.BINARY, payload);
                    peer.readAll(noting);
                });
                var slow = new FaultyProxy(server.address())) {
            var uri = URI.create("wss://localhost:" + slow.port() + "/");
            var trust = new Trust.CaSha256(authority.sha256());
            try (var connection =
                    WebSocketConnection.open(new Connector(trust, ProxySettings.none()), uri, Map.of(), TIMEOUT)) {
                slow.fault(new FaultyProxy.Fault.StallAfter(1_000)); // in the middle of the first record
                resumed.countDown();
                var messages = new LinkedBlockingQueue<byte[]>();
                var reader = new Thread(() -> {
                    try {
                        connection.readLoop(new WebSocketConnection.Listener() {
                            @Override
                            public void binary(ByteBuffer message) {
                                messages.add(WebSocketPeer.Sink.bytes(message));
                            }

                            @Override
                            public void text(String message) {}
                        });
                    } catch (IOException e) {
                        // the end of the test
                    }
                });
                reader.start();
                assertThat(next()).isEqualTo("ping keepalive"); // so a read has timed out
                slow.heal();
                assertThat(messages.poll(10, TimeUnit.SECONDS)).isEqualTo(payload);
                connection.close();
                reader.join();
            }
        }
    }

    private String next() throws InterruptedException {
        return String.valueOf(seen.poll(10, TimeUnit.SECONDS));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static WebSocketConnection open(URI uri) throws IOException {
        return WebSocketConnection.open(
                new Connector(new Trust.SystemDefault(), ProxySettings.none()), uri, Map.of(), TIMEOUT);
    }

    private static class Messages implements WebSocketConnection.Listener {
        final List<String> all = new ArrayList<>();

        @Override
        public void binary(ByteBuffer message) {
            all.add(WebSocketPeer.Sink.string(message));
        }

        @Override
        public void text(String message) throws IOException {
            all.add(message);
        }
    }
}
