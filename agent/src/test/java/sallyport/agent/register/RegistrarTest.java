// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sallyport.transport.Connector;
import sallyport.transport.HttpCaller;
import sallyport.transport.ProxySettings;
import sallyport.transport.Trust;

class RegistrarTest {

    private final List<Duration> pauses = new ArrayList<>();
    private HttpServer server;
    private HttpCaller http;
    private volatile String target = "";
    private volatile String body = "";
    private volatile int status = 200;
    private volatile String answer = "{\"InstanceId\":\"mi-0123456789abcdef0\"}";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        http = new HttpCaller(new Connector(new Trust.SystemDefault(), ProxySettings.none()), Duration.ofSeconds(5));
    }

    @AfterEach
    void end() {
        http.close();
        server.stop(0);
    }

    @Test
    void presentsAnActivationAsTheOfficialAgentDoes() throws Exception {
        NodeIdentity identity = register(new Proof.Activation("the-id", "the-code"));

        assertThat(identity.nodeId()).isEqualTo("mi-0123456789abcdef0");
        assertThat(target).isEqualTo("AmazonSSM.RegisterManagedInstance");
        assertThat(body)
                .contains("\"ActivationId\":\"the-id\"", "\"ActivationCode\":\"the-code\"", "\"PublicKeyType\":\"Rsa\"")
                .contains("\"Fingerprint\":\"" + identity.fingerprint() + "\"")
                .doesNotContain("JoinToken");
    }

    @Test
    void presentsAJoinToken() throws Exception {
        register(new Proof.JoinToken("the-token"));

        assertThat(target).isEqualTo("Sallyport.JoinNode");
        assertThat(body).contains("\"JoinToken\":\"the-token\"").doesNotContain("ActivationId");
    }

    @Test
    void saysWhatToDoWhenTheActivationIsNotAccepted() {
        status = 400;
        answer = "{\"__type\":\"InvalidActivation\"}";

        assertThatThrownBy(() -> register(new Proof.Activation("the-id", "the-code")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("aws ssm create-activation")
                .hasMessageNotContaining("the-code");
    }

    @Test
    void saysSoWhenTheAnswerIsNotOfASallyportServer() {
        status = 404;
        answer = "<html>not here</html>";

        assertThatThrownBy(() -> register(new Proof.JoinToken("t"))).hasMessageContaining("is it a Sallyport server?");
    }

    @Test
    void triesAgainWithTheSameKeyWhileTheServerIsBusy() throws Exception {
        var bodies = new ArrayList<String>();
        server.removeContext("/");
        server.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(bodies.size() < 3 ? 503 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });

        assertThat(register(new Proof.JoinToken("t")).nodeId()).isEqualTo("mi-0123456789abcdef0");
        assertThat(bodies).hasSize(3).containsOnly(bodies.getFirst());
        assertThat(pauses).hasSize(2);
    }

    @Test
    void triesAgainWhenTheServerDropsTheConnection() throws Exception {
        try (var rude = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            var dropped = new CountDownLatch(3);
            var dropper = Thread.ofPlatform().start(() -> {
                while (dropped.getCount() > 0) {
                    try {
                        rude.accept().close();
                        dropped.countDown();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            });
            URI uri = URI.create("http://127.0.0.1:" + rude.getLocalPort());
            var registrar = new Registrar(http, (why, delay) -> {
                pauses.add(delay);
                if (pauses.size() == 3) {
                    await(dropper);
                    close(rude); // from now on nobody listens
                }
            });

            assertThatThrownBy(() ->
                            registrar.register(uri, "us-east-1", new Trust.SystemDefault(), new Proof.JoinToken("t")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the server was not reached in 6 tries: cannot connect to 127.0.0.1")
                    .hasMessageContaining("check that it runs");
            assertThat(pauses).hasSize(5);
            assertThat(pauses.stream().mapToLong(Duration::toMillis).sum()).isLessThan(15_000);
        }
    }

    private static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private NodeIdentity register(Proof proof) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new Registrar(http, (why, delay) -> pauses.add(delay))
                .register(uri, "us-east-1", new Trust.SystemDefault(), proof);
    }
}
