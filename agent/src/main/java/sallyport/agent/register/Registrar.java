// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.register;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sallyport.transport.HttpCaller;
import sallyport.transport.Trust;
import sallyport.wire.frame.MalformedFrameException;
import sallyport.wire.message.Messages;

/**
 * Registers this machine with a server: one unsigned call, RegisterManagedInstance for an activation, JoinNode for a join token.
 *
 * <p>Source: docs/protocol/agent.md#registration (registration as the official agent does it).
 */
public final class Registrar {

    private static final int KEY_BITS = 2048;
    private static final int OK = 200;

    private final HttpCaller http;

    public Registrar(HttpCaller http) {
        this.http = http;
    }

    private record Registration(
            @JsonProperty("ActivationId") @Nullable String activationId,
            @JsonProperty("ActivationCode") @Nullable String activationCode,
            @JsonProperty("JoinToken") @Nullable String joinToken,
            @JsonProperty("PublicKey") String publicKey,
            @JsonProperty("PublicKeyType") String publicKeyType,
            @JsonProperty("Fingerprint") String fingerprint) {
        @Override
        public String toString() {
            return "Registration[" + activationId + "]";
        }
    }

    private record Registered(@JsonProperty("InstanceId") String instanceId) {}

    private record Refusal(
            @JsonProperty("__type") @Nullable String type,

            @JsonProperty("message") @JsonAlias("Message") @Nullable
            String message) {}

    /**
     * Makes a key pair and a fingerprint and registers them.
     *
     * @throws IOException if the server cannot be reached, cannot be trusted, or refuses; the message says what to do
     */
    public NodeIdentity register(URI server, String region, Trust trust, Proof proof) throws IOException {
        KeyPair keys = newKeys();
        String fingerprint = UUID.randomUUID().toString();
        String publicKey = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
        String nodeId = switch (proof) {
            case Proof.Activation(String id, String code) ->
                call(
                        server,
                        "AmazonSSM.RegisterManagedInstance",
                        new Registration(id, code, null, publicKey, "Rsa", fingerprint));
            case Proof.JoinToken(String token) ->
                call(server, "Sallyport.JoinNode", new Registration(null, null, token, publicKey, "Rsa", fingerprint));
        };
        return new NodeIdentity(nodeId, server, region, trust, keys.getPrivate(), fingerprint);
    }

    private String call(URI server, String target, Registration body) throws IOException {
        Map<String, String> headers = Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", target);
        HttpCaller.Reply reply = http.call("POST", server.resolve("/"), headers, Messages.write(body));
        if (reply.status() != OK) {
            throw new IOException(explain(reply));
        }
        return Messages.read(reply.body(), Registered.class).instanceId();
    }

    private static String explain(HttpCaller.Reply reply) {
        Refusal refusal;
        try {
            refusal = Messages.read(reply.body(), Refusal.class);
        } catch (MalformedFrameException e) {
            return "the server answered with HTTP status %d and no explanation; is it a Sallyport server?"
                    .formatted(reply.status());
        }
        String type = refusal.type() == null ? "" : refusal.type();
        return switch (type) {
            case "InvalidActivation" ->
                "the server does not accept this activation: it is unknown, used up or expired; make a new one with `aws ssm create-activation`";
            case "InvalidJoinToken" ->
                "the server does not accept this join token: it is unknown, used or expired; ask its administrator for a new one";
            default ->
                "the server refused: %s %s"
                        .formatted(type, refusal.message() == null ? "" : refusal.message())
                        .strip();
        };
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has RSA", e);
        }
    }
}
