// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sallyport.ledger.CheckpointKey;
import sallyport.ledger.Ledger;
import sallyport.ledger.LedgerEntry;
import sallyport.ledger.LedgerEvent;
import sallyport.ledger.LedgerLimits;
import sallyport.ledger.LedgerReader;
import sallyport.server.authz.Authorizer;
import sallyport.server.http.Headers;
import sallyport.server.http.HttpRequest;
import sallyport.server.http.HttpResponse;
import sallyport.testkit.ManualClock;
import sallyport.wire.sigv4.Credentials;
import sallyport.wire.sigv4.SigV4Signer;
import sallyport.wire.sigv4.SigningRequest;

/** The endpoint over a real ledger, with the people of {@link People} and the operations of {@link Operations}. */
final class FrontDoor implements AutoCloseable {
    static final URI URL = URI.create("https://gw.test:8443/");
    private static final InetSocketAddress CALLER = caller();

    final ManualClock clock = new ManualClock();
    final People people = new People(clock.instant().plus(Duration.ofHours(1)));
    final Operations operations = new Operations();
    final Authenticator authenticator = new Authenticator(People.HOME, people::find, people, clock);
    final Authorizer authorizer = new Authorizer(People.HOME, People::policies);
    final Ledger ledger;
    private final Path file;
    private final AwsEndpoint endpoint;

    FrontDoor(Path directory) throws IOException {
        this.file = directory.resolve("ledger");
        this.ledger = Ledger.open(
                file, CheckpointKey.generate(), "test", clock, new LedgerLimits(Duration.ofDays(1), 1L << 40, 0));
        this.endpoint = new AwsEndpoint(operations.services(), authenticator, authorizer, ledger, clock);
    }

    HttpResponse send(HttpRequest request) {
        return endpoint.handle(request);
    }

    /** As the listener does when a body is too long for it. */
    HttpResponse refuseBody(HttpRequest head) {
        return endpoint.bodyTooLong(head);
    }

    /** An awsJson call, signed. */
    HttpResponse json(Credentials credentials, String target, String body) {
        return send(sign(jsonRequest(target, body), credentials, "ssm"));
    }

    /** A query call, signed. */
    HttpResponse query(Credentials credentials, String service, String form) {
        return send(sign(form(form), credentials, service));
    }

    static HttpRequest jsonRequest(String target, String body) {
        return request("POST", "/", "", body, "Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", target);
    }

    static HttpRequest form(String form) {
        return request("POST", "/", "", form, "Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
    }

    static HttpRequest request(String method, String path, String query, String body, String... headers) {
        return new HttpRequest(
                method,
                path,
                query,
                Headers.of(headers).with("Host", "gw.test:8443"),
                body.getBytes(StandardCharsets.UTF_8),
                CALLER);
    }

    HttpRequest sign(HttpRequest request, Credentials credentials, String service) {
        return sign(request, credentials, People.HOME.region().name(), service, clock.instant());
    }

    static HttpRequest sign(
            HttpRequest request, Credentials credentials, String region, String service, Instant signedAt) {
        return with(request, SigV4Signer.sign(toSign(request), credentials, region, service, signedAt));
    }

    static SigningRequest toSign(HttpRequest request) {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : request.headers().names()) {
            headers.put(name, request.headers().all(name));
        }
        return new SigningRequest(
                request.method(), request.path(), request.query(), headers, SigningRequest.payloadHash(request.body()));
    }

    static HttpRequest with(HttpRequest request, Map<String, String> added) {
        Headers headers = request.headers();
        for (Map.Entry<String, String> header : added.entrySet()) {
            headers = headers.with(header.getKey(), header.getValue());
        }
        return new HttpRequest(
                request.method(), request.path(), request.query(), headers, request.body(), request.remote());
    }

    static String body(HttpResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** Status, content type and body, with the request id of the header replaced: the text of a golden file. */
    static String shown(HttpResponse response) {
        String requestId = response.headers().first("x-amzn-RequestId").orElseThrow();
        assertThat(requestId).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        var shown = new StringBuilder("HTTP " + response.status() + "\n");
        for (String name : List.of("Content-Type", "x-amzn-ErrorType")) {
            response.headers().first(name).ifPresent(value -> shown.append(name + ": " + value + "\n"));
        }
        return shown.append("\n")
                .append(body(response).replace(requestId, "REQUEST-ID"))
                .append("\n")
                .toString();
    }

    /** Closes the ledger and reads the calls in it. */
    List<LedgerEvent> calls() throws IOException {
        ledger.close();
        List<LedgerEvent> calls = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            var reader = new LedgerReader(in);
            while (reader.next() instanceof LedgerReader.Step.Read(LedgerEntry entry)) {
                LedgerEvent event = entry.event().orElseThrow();
                if (!(event instanceof LedgerEvent.Checkpointed)) {
                    calls.add(event);
                }
            }
        }
        return calls;
    }

    @Override
    public void close() throws IOException {
        ledger.close();
    }

    private static InetSocketAddress caller() {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 7}), 40_000);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
