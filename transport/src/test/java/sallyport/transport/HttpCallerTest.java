// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sallyport.testkit.LeakCheck;

@ExtendWith(LeakCheck.class)
class HttpCallerTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final List<String> heads = new CopyOnWriteArrayList<>();

    @Test
    void sendsHeadersAndBodyAndReadsTheAnswer() throws Exception {
        try (var server = answering("HTTP/1.1 201 Created\r\nX-Id: a\r\nx-id: b\r\nContent-Length: 2\r\n\r\nok");
                var caller = caller()) {
            var reply = caller.call(
                    "POST", server.uri("/v1/x?role=a%20b"), Map.of("X-Amz-Target", "A.B"), "1234".getBytes());
            assertThat(reply.status()).isEqualTo(201);
            assertThat(reply.headers()).containsEntry("x-id", List.of("a", "b"));
            assertThat(reply.text()).isEqualTo("ok");
            assertThat(heads.getFirst())
                    .startsWith("POST /v1/x?role=a%20b HTTP/1.1\r\nHost: localhost:" + server.port() + "\r\n")
                    .contains("X-Amz-Target: A.B\r\n", "Content-Length: 4\r\n");
        }
    }

    @Test
    void keepsTheConnectionForTheNextCall() throws Exception {
        try (var server = answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                var caller = caller()) {
            for (int i = 0; i < 3; i++) {
                assertThat(get(caller, server).text()).isEqualTo("ok");
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void dialsAgainWhenTheServerClosedTheIdleConnection() throws Exception {
        try (var server = TestServer.plain(socket -> {
                    TestServer.readHead(socket);
                    TestServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                });
                var caller = caller()) {
            assertThat(get(caller, server).text()).isEqualTo("ok");
            assertThat(get(caller, server).text()).isEqualTo("ok");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void readsChunksAndIgnoresTheirExtensionsAndTrailers() throws Exception {
        try (var server = answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "3;a=b\r\nabc\r\nA\r\n0123456789\r\n0\r\nX-Trailer: 1\r\n\r\n");
                var caller = caller()) {
            assertThat(get(caller, server).text()).isEqualTo("abc0123456789");
            assertThat(get(caller, server).text()).isEqualTo("abc0123456789");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void readsABodyThatEndsWithTheConnection() throws Exception {
        try (var server = TestServer.plain(socket -> {
                    TestServer.readHead(socket);
                    TestServer.write(socket, "HTTP/1.1 500 Oops\r\n\r\nto the end");
                });
                var caller = caller()) {
            assertThat(get(caller, server).text()).isEqualTo("to the end");
        }
    }

    @Test
    void refusesAnswersThatAreTooLongOrBroken() throws Exception {
        assertRefused("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", "at most");
        assertRefused("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "-1 bytes");
        assertRefused("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", "\"x\"");
        assertRefused("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFF\r\n", "at most");
        assertRefused("HTTP/1.1 2x0 OK\r\n\r\n", "\"2x0\"");
        assertRefused("HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "without a name");
        assertRefused("SSH-2.0-OpenSSH_9.2\r\n\r\n", "does not speak HTTP");
        assertRefused("HTTP/1.1 200 OK\r\nX: " + "x".repeat(70_000) + "\r\n\r\n", "bytes of headers");
    }

    private static void assertRefused(String answer, String because) throws IOException {
        try (var server = TestServer.plain(socket -> {
                    TestServer.readHead(socket);
                    TestServer.write(socket, answer);
                    TestServer.readHead(socket);
                });
                var caller = caller()) {
            assertThatThrownBy(() -> get(caller, server))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(because);
        }
    }

    @Test
    void saysSoWhenTheAnswerEndsEarly() throws Exception {
        try (var server = TestServer.plain(socket -> {
                    TestServer.readHead(socket);
                    TestServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc");
                });
                var caller = caller()) {
            assertThatThrownBy(() -> get(caller, server)).hasMessageContaining("ends after 3 of 9 bytes");
        }
    }

    @Test
    void givesUpOnAServerThatDoesNotAnswer() throws Exception {
        try (var server = TestServer.plain(socket -> socket.getInputStream().readAllBytes());
                var caller = new HttpCaller(connector(), Duration.ofMillis(200))) {
            assertThatThrownBy(() -> get(caller, server)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void goesThroughTheProxyAndOnlyForHostsThatAreNotExempt() throws Exception {
        var authority = new TestAuthority();
        var pin = new Trust.CaSha256(authority.sha256());
        try (var proxy = TestServer.plain(socket -> {
            heads.add(String.valueOf(TestServer.readHead(socket)));
            TestServer.write(socket, "HTTP/1.1 403 Forbidden\r\n\r\n");
        })) {
            var environment = Map.of(
                    "HTTPS_PROXY", "http://user:pass@localhost:" + proxy.port(), "no_proxy", "inside.test, .example");
            var settings = ProxySettings.of(environment);
            try (var caller = new HttpCaller(new Connector(pin, settings), TIMEOUT)) {
                assertThatThrownBy(
                                () -> caller.call("GET", URI.create("https://far.test:8443/"), Map.of(), new byte[0]))
                        .hasMessageContaining("the proxy localhost refused to connect to far.test:8443");
            }
            assertThat(heads.getFirst())
                    .startsWith("CONNECT far.test:8443 HTTP/1.1\r\n")
                    .contains("Proxy-Authorization: Basic dXNlcjpwYXNz\r\n");
            assertThat(settings.forHost("inside.test")).isEmpty();
            assertThat(settings.forHost("a.example")).isEmpty();
            assertThat(settings.forHost("localhost")).isEmpty();
            assertThat(settings.forHost("notinside.test"))
                    .isEqualTo(Optional.of(URI.create("http://user:pass@localhost:" + proxy.port())));
        }
    }

    /** Gives every request the same answer and notes its head. */
    private TestServer answering(String answer) throws IOException {
        return TestServer.plain(socket -> {
            for (var head = TestServer.readHead(socket); head != null; head = TestServer.readHead(socket)) {
                heads.add(head);
                socket.getInputStream().readNBytes(bodyLength(head));
                TestServer.write(socket, answer);
            }
        });
    }

    private static int bodyLength(String head) {
        return head.lines()
                .filter(line -> line.startsWith("Content-Length: "))
                .mapToInt(line -> Integer.parseInt(line.substring("Content-Length: ".length())))
                .findFirst()
                .orElse(0);
    }

    private static HttpCaller.Reply get(HttpCaller caller, TestServer server) throws IOException {
        return caller.call("GET", server.uri("/"), Map.of(), new byte[0]);
    }

    private static Connector connector() {
        return new Connector(new Trust.SystemDefault(), ProxySettings.none());
    }

    private static HttpCaller caller() {
        return new HttpCaller(connector(), TIMEOUT);
    }
}
