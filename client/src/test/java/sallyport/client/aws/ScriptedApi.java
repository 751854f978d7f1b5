// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import sallyport.client.session.SessionRoute;
import sallyport.transport.Connector;
import sallyport.transport.HttpCaller;
import sallyport.transport.ProxySettings;
import sallyport.transport.Trust;
import sallyport.wire.sigv4.Credentials;

/** An endpoint of the API that answers as it was told and keeps what it was asked. */
public final class ScriptedApi implements AutoCloseable {
    /** The instant at which its client believes to live. */
    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final HttpServer server;
    private final Queue<Answer> answers = new ArrayDeque<>(); // guarded by this
    private final List<Asked> asked = new ArrayList<>(); // guarded by this
    private final Connector connector = new Connector(new Trust.SystemDefault(), ProxySettings.none());
    private final HttpCaller http = new HttpCaller(connector, Duration.ofSeconds(10));

    private record Answer(int status, String body) {}

    /** One call: its target header, its authorization, its body. */
    public record Asked(String target, String authorization, String body) {}

    public ScriptedApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Adds the answer to the next call that has none yet. */
    public synchronized ScriptedApi answer(int status, String body) {
        answers.add(new Answer(status, body));
        return this;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A client of this endpoint with credentials of its own. */
    public Ssm ssm() {
        return route().ssm();
    }

    /** The way to this endpoint. */
    public SessionRoute route() {
        var clock = InstantSource.fixed(NOW);
        var api = new AwsApi(http, endpoint(), "us-east-1", () -> Credentials.longTerm("AKIDEXAMPLE", "secret"), clock);
        return new SessionRoute(connector, http, api, clock, System::nanoTime);
    }

    public synchronized List<Asked> asked() {
        return List.copyOf(asked);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        var headers = exchange.getRequestHeaders();
        asked.add(new Asked(headers.getFirst("X-Amz-Target"), headers.getFirst("Authorization"), body));
        var answer = answers.isEmpty() ? new Answer(500, "") : answers.remove();
        var bytes = answer.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        http.close();
        server.stop(0);
    }
}
