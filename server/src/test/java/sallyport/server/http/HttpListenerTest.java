// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class HttpListenerTest {
    private static final HttpHandler ECHO = request -> new HttpResponse(
            200,
            Headers.of("X-Method", request.method(), "X-Path", request.path(), "X-Query", request.query()),
            request.body());

    @Test
    void answersOneRequestAfterTheOtherOnOneConnection() throws Exception {
        try (TestListener listener = TestListener.http(ECHO);
                Socket socket = listener.connect()) {
            write(socket, "POST /a%2Fb?x=%20y&z HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello");
            Answer first = read(socket);
            assertThat(first.head).startsWith("HTTP/1.1 200 OK\r\n").contains("x-path: /a%2Fb", "x-query: x=%20y&z");
            assertThat(first.head).containsPattern("date: [A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} [0-9:]{8} GMT");
            assertThat(first.body).isEqualTo("hello");

            write(socket, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(read(socket).head).contains("x-method: GET", "content-length: 0");
        }
    }

    @Test
    void answersPipelinedRequestsInOrder() throws Exception {
        try (TestListener listener = TestListener.http(ECHO);
                Socket socket = listener.connect()) {
            write(
                    socket,
                    "GET /1 HTTP/1.1\r\nHost: h\r\n\r\n"
                            + "POST /2 HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
                            + "GET /3 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
            assertThat(read(socket).head).contains("x-path: /1");
            Answer second = read(socket);
            assertThat(second.head).contains("x-path: /2");
            assertThat(second.body).isEqualTo("abc");
            assertThat(read(socket).head).contains("x-path: /3", "connection: close");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void asksForTheBodyWhenTheCallerWaitsForThat() throws Exception {
        try (TestListener listener = TestListener.http(ECHO);
                Socket socket = listener.connect()) {
            write(socket, "PUT /o HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
            assertThat(WebSocketClient.readHead(socket.getInputStream())).startsWith("HTTP/1.1 100 Continue\r\n");
            write(socket, "ok");
            assertThat(read(socket).body).isEqualTo("ok");
        }
    }

    @Test
    void answersHeadWithoutBodyButWithItsLength() throws Exception {
        try (TestListener listener = TestListener.http(request -> HttpResponse.text(200, "four"));
                Socket socket = listener.connect()) {
            write(socket, "HEAD / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
            String head = WebSocketClient.readHead(socket.getInputStream());
            assertThat(head).contains("content-length: 5");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void speaksTls() throws Exception {
        TestTls tls = TestTls.create(directory);
        try (TestListener listener = TestListener.https(tls, ECHO);
                Socket socket = listener.connect()) {
            write(socket, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi");
            assertThat(read(socket).body).isEqualTo("hi");
        }
    }

    @TempDir
    Path directory;

    @Test
    void refusesABodyAboveTheLimitBeforeItIsSent() throws Exception {
        try (TestListener listener = TestListener.http(ECHO, limits(100, 1_000));
                Socket socket = listener.connect()) {
            write(socket, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 101\r\nExpect: 100-continue\r\n\r\n");
            assertThat(read(socket).head).startsWith("HTTP/1.1 413 ").contains("connection: close");
        }
    }

    @Test
    void refusesAChunkedBodyOnceItIsAboveTheLimit() throws Exception {
        try (TestListener listener = TestListener.http(ECHO, limits(100, 1_000));
                Socket socket = listener.connect()) {
            write(socket, "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
            write(socket, "40\r\n" + "x".repeat(64) + "\r\n40\r\n" + "x".repeat(64) + "\r\n");
            assertThat(read(socket).head).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void refusesBodiesThatTogetherTakeTooMuchMemory() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        HttpHandler slow = request -> {
            entered.countDown();
            await(release);
            return HttpResponse.text(200, "done");
        };
        try (TestListener listener = TestListener.http(slow, limits(100, 150));
                Socket first = listener.connect();
                Socket second = listener.connect()) {
            String request = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 80\r\n\r\n" + "x".repeat(80);
            write(first, request);
            await(entered);
            write(second, request);
            assertThat(read(second).head).startsWith("HTTP/1.1 503 ");
            release.countDown();
            assertThat(read(first).head).startsWith("HTTP/1.1 200 ");
            write(first, request);
            assertThat(read(first).head).as("memory was given back").startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void refusesWhatIsNotHttp() throws Exception {
        try (TestListener listener = TestListener.http(ECHO)) {
            assertThat(answerTo(listener, "\u0016\u0003\u0001 hello\r\n\r\n")).startsWith("HTTP/1.1 400 ");
            assertThat(answerTo(listener, "GET / HTTP/1.1\r\n\r\n"))
                    .as("no host")
                    .startsWith("HTTP/1.1 400 ");
            assertThat(answerTo(listener, "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"))
                    .startsWith("HTTP/1.1 400 ");
            assertThat(answerTo(listener, "GET http://h/ HTTP/1.1\r\nHost: h\r\n\r\n"))
                    .startsWith("HTTP/1.1 400 ");
            assertThat(answerTo(
                            listener, "GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"))
                    .startsWith("HTTP/1.1 400 ");
            assertThat(answerTo(listener, "GET / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n"))
                    .startsWith("HTTP/1.1 400 ");
            assertThat(answerTo(listener, "GET / HTTP/1.1\r\nHost: h\r\nExpect: tea\r\n\r\n"))
                    .startsWith("HTTP/1.1 417 ");
            assertThat(answerTo(listener, "GET / HTTP/2.0\r\nHost: h\r\n\r\n")).startsWith("HTTP/1.1 505 ");
            assertThat(answerTo(listener, "GET /" + "x".repeat(40_000) + " HTTP/1.1\r\nHost: h\r\n\r\n"))
                    .startsWith("HTTP/1.1 414 ");
            assertThat(answerTo(listener, "GET / HTTP/1.1\r\nHost: h\r\nX: " + "x".repeat(40_000) + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 431 ");
        }
    }

    @Test
    void refusesARequestThatFramesItsBodyInTwoWays() throws Exception {
        try (TestListener listener = TestListener.http(ECHO)) {
            String smuggled = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n";
            try (Socket socket = listener.connect()) {
                write(socket, smuggled);
                assertThat(read(socket).head).startsWith("HTTP/1.1 400 ").contains("connection: close");
            }
        }
    }

    @Test
    void answersAFailingHandlerWith500AndGoesOn() throws Exception {
        HttpHandler failing = request -> {
            if (request.path().equals("/fail")) {
                throw new IllegalStateException("on purpose");
            }
            return HttpResponse.text(200, "fine");
        };
        try (TestListener listener = TestListener.http(failing);
                Socket socket = listener.connect()) {
            write(socket, "GET /fail HTTP/1.1\r\nHost: h\r\n\r\n");
            Answer answer = read(socket);
            assertThat(answer.head).startsWith("HTTP/1.1 500 ");
            assertThat(answer.body).doesNotContain("on purpose");
            write(socket, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(read(socket).body).isEqualTo("fine\n");
        }
    }

    @Test
    void hasTheHandlerSayWhatABodyAboveTheLimitIsAnsweredWith() throws Exception {
        HttpHandler handler = new HttpHandler() {
            @Override
            public HttpResponse handle(HttpRequest request) {
                return HttpResponse.text(200, "not expected");
            }

            @Override
            public HttpResponse bodyTooLong(HttpRequest head) {
                return HttpResponse.text(413, head.headers().first("X-Sort").orElseThrow() + head.body().length);
            }
        };
        try (TestListener listener = TestListener.http(handler, limits(100, 1_000))) {
            try (Socket socket = listener.connect()) {
                write(socket, "POST / HTTP/1.1\r\nHost: h\r\nX-Sort: announced\r\nContent-Length: 101\r\n\r\n");
                assertThat(read(socket).body).isEqualTo("announced0\n");
            }
            try (Socket socket = listener.connect()) {
                write(socket, "POST / HTTP/1.1\r\nHost: h\r\nX-Sort: chunked\r\nTransfer-Encoding: chunked\r\n\r\n");
                write(socket, "80\r\n" + "x".repeat(128) + "\r\n");
                assertThat(read(socket).body).isEqualTo("chunked0\n");
            }
        }
    }

    @Test
    void tellsTheHandlerThatItsCallerHungUp() throws Exception {
        TestTls tls = TestTls.create(directory);
        CountDownLatch entered = new CountDownLatch(2);
        CountDownLatch noticed = new CountDownLatch(2);
        HttpHandler holding = request -> {
            entered.countDown();
            try {
                if (request.hangup().await(Duration.ofMinutes(1))) {
                    noticed.countDown();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return HttpResponse.text(200, "nobody reads this");
        };
        String request = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi";
        try (TestListener plain = TestListener.http(holding);
                TestListener secure = TestListener.https(tls, holding)) {
            try (Socket first = plain.connect();
                    Socket second = secure.connect()) {
                write(first, request);
                write(second, request);
                await(entered);
                assertThat(noticed.getCount()).isEqualTo(2);
            }
            await(noticed);
        }
    }

    @Test
    void givesTheNextHeaderOfAConnectionNoMoreTimeThanTheFirst() throws Exception {
        ListenerConfig.Limits limits = new ListenerConfig.Limits(
                100, 8_192, 8_192, 8_192, Duration.ofMillis(200), Duration.ofSeconds(60), Duration.ofSeconds(60));
        try (TestListener listener = TestListener.http(ECHO, limits);
                Socket socket = listener.connect()) {
            write(socket, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            read(socket);
            write(socket, "GET / HTTP/1.1\r\nX-Slow: ");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void saysInOneLineWhomItTurnsAway() throws Exception {
        try (TestListener listener = TestListener.http(ECHO, impatient())) {
            answerTo(listener, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9000\r\n\r\n");
            answerTo(listener, "no HTTP\r\n\r\n");
            answerTo(listener, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n12345");
            try (Socket socket = listener.connect()) {
                write(socket, "GET / HTTP/1.1\r\nX-Slow: ");
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(listener.refusals())
                    .map(line -> line.replaceFirst("remote=\\S+", "remote=R"))
                    .containsExactly(
                            "refused remote=R cause=the body is longer than 8192 bytes",
                            "refused remote=R cause=this is not an HTTP/1.1 request",
                            "refused remote=R cause=the body took too long",
                            "refused remote=R cause=no whole header within 0 s");
        }
    }

    @Test
    void saysInOneLineThatItWasNotSpokenToInTls() throws Exception {
        TestTls tls = TestTls.create(directory);
        try (TestListener listener = TestListener.https(tls, ECHO)) {
            try (Socket scanner = new Socket()) {
                scanner.connect(listener.address());
            }
            for (String nonsense :
                    new String[] {"GET / HTTP/1.1\r\nHost: h\r\n\r\n", "\u0016\u0003\u0001\u0000\u0004junk"}) {
                try (Socket socket = new Socket()) {
                    socket.connect(listener.address());
                    socket.setSoTimeout(10_000);
                    write(socket, nonsense);
                    socket.getInputStream().readAllBytes();
                }
            }
            assertThat(listener.refusals()).hasSize(2);
            assertThat(listener.refusals().getFirst()).endsWith("cause=this is not TLS");
            assertThat(listener.refusals().getLast()).contains("cause=TLS handshake failed: ");
        }
    }

    @Test
    void hangsUpOnACallerThatNeverEndsItsHeader() throws Exception {
        try (TestListener listener = TestListener.http(ECHO, impatient());
                Socket socket = listener.connect()) {
            write(socket, "GET / HTTP/1.1\r\nX-Slow: ");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void refusesABodyThatTakesTooLong() throws Exception {
        try (TestListener listener = TestListener.http(ECHO, impatient());
                Socket socket = listener.connect()) {
            write(socket, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n12345");
            assertThat(read(socket).head).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void hangsUpOnAnIdleConnection() throws Exception {
        try (TestListener listener = TestListener.http(ECHO, impatient());
                Socket socket = listener.connect()) {
            write(socket, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            read(socket);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void closesConnectionsAboveTheLimit() throws Exception {
        ListenerConfig.Limits limits = new ListenerConfig.Limits(
                1, 1_000, 1_000, 1_000, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10));
        try (TestListener listener = TestListener.http(ECHO, limits);
                Socket first = listener.connect()) {
            write(first, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            read(first);
            try (Socket second = listener.connect()) {
                assertThat(second.getInputStream().read()).isEqualTo(-1);
            }
            write(first, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(read(first).head).startsWith("HTTP/1.1 200 ");
        }
    }

    private static ListenerConfig.Limits limits(int body, long allBodies) {
        Duration time = Duration.ofSeconds(10);
        return new ListenerConfig.Limits(100, 8_192, body, allBodies, time, time, time);
    }

    private static ListenerConfig.Limits impatient() {
        Duration time = Duration.ofMillis(200);
        return new ListenerConfig.Limits(100, 8_192, 8_192, 8_192, time, time, time);
    }

    private static String answerTo(TestListener listener, String request) throws IOException {
        try (Socket socket = listener.connect()) {
            write(socket, request);
            return read(socket).head;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("not released");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private record Answer(String head, String body) {}

    private static Answer read(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        String head = WebSocketClient.readHead(in);
        int length = head.lines()
                .filter(line -> line.startsWith("content-length: "))
                .mapToInt(line -> Integer.parseInt(line.substring(16)))
                .findFirst()
                .orElseThrow();
        return new Answer(head, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }
}
