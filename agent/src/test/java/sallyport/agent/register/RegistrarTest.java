// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sallyport.transport.Connector;
import sallyport.transport.HttpCaller;
import sallyport.transport.ProxySettings;
import sallyport.transport.Trust;

class RegistrarTest {

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

    private NodeIdentity register(Proof proof) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new Registrar(http).register(uri, "us-east-1", new Trust.SystemDefault(), proof);
    }
}
