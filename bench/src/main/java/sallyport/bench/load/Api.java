// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.bench.load;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import sallyport.transport.HttpCaller;
import sallyport.wire.sigv4.Credentials;
import sallyport.wire.sigv4.NodeSignature;
import sallyport.wire.sigv4.SigV4Signer;
import sallyport.wire.sigv4.SigningRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls of the server's APIs on one connection. Not for two threads at once: calls take turns. */
final class Api implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int OK = 200;

    private final ServerAddress server;
    private final HttpCaller caller;

    Api(ServerAddress server) {
        this.server = server;
        this.caller = server.caller();
    }

    /** The administrator's key, from the variables that the AWS CLI reads too. */
    static Credentials administrator() {
        return Credentials.longTerm(variable("AWS_ACCESS_KEY_ID"), variable("AWS_SECRET_ACCESS_KEY"));
    }

    private static String variable(String name) {
        return Optional.ofNullable(System.getenv(name))
                .orElseThrow(() -> new IllegalArgumentException("the environment variable " + name + " is not set"));
    }

    /** One SSM call, signed with an access key. */
    JsonNode ssm(Credentials key, String operation, Map<String, ?> input) throws IOException {
        return answer(send(key, operation, input));
    }

    /** {@link #ssm} with its status, whatever it is. */
    HttpCaller.Reply send(Credentials key, String operation, Map<String, ?> input) throws IOException {
        byte[] body = JSON.writeValueAsBytes(input);
        Map<String, String> headers = headers(operation);
        headers.putAll(signed("POST", server.endpoint(), headers, body, key, "ssm"));
        return caller.call("POST", server.endpoint(), headers, body);
    }

    /** One SSM call that AWS leaves unsigned. */
    JsonNode unsigned(String operation, Map<String, ?> input) throws IOException {
        return answer(caller.call("POST", server.endpoint(), headers(operation), JSON.writeValueAsBytes(input)));
    }

    /** One SSM call, signed with a node's private key. */
    JsonNode asNode(String node, PrivateKey key, String operation, Map<String, ?> input)
            throws IOException, InvalidKeyException {
        byte[] body = JSON.writeValueAsBytes(input);
        Map<String, String> headers = headers(operation);
        SigningRequest request = SigningRequest.of("POST", server.endpoint(), headers, body);
        headers.putAll(NodeSignature.sign(request, node, key, server.region(), Instant.now()));
        return answer(caller.call("POST", server.endpoint(), headers, body));
    }

    /** A call outside the JSON protocol, signed for the message gateway; the answer is XML. */
    HttpCaller.Reply gateway(String path, Map<String, ?> input, Credentials key) throws IOException {
        byte[] body = JSON.writeValueAsBytes(input);
        URI uri = server.endpoint().resolve(path);
        var headers = new HashMap<>(Map.of("content-type", "application/json"));
        headers.putAll(signed("POST", uri, headers, body, key, "ssmmessages"));
        return caller.call("POST", uri, headers, body);
    }

    /** The headers that sign a request. */
    Map<String, String> signed(
            String method, URI uri, Map<String, String> headers, byte[] body, Credentials key, String service) {
        SigningRequest request = SigningRequest.of(method, uri, headers, body);
        return SigV4Signer.sign(request, key, server.region(), service, Instant.now());
    }

    private static Map<String, String> headers(String operation) {
        var headers = new HashMap<String, String>();
        headers.put("content-type", "application/x-amz-json-1.1");
        headers.put("x-amz-target", "AmazonSSM." + operation);
        return headers;
    }

    private static JsonNode answer(HttpCaller.Reply reply) throws IOException {
        if (reply.status() != OK) {
            throw new IOException(
                    "the server answered " + reply.status() + " " + new String(reply.body(), StandardCharsets.UTF_8));
        }
        return JSON.readTree(reply.body());
    }

    @Override
    public void close() {
        caller.close();
    }
}
