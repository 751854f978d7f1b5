// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.register;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import sallyport.transport.Backoff;
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

    private static final int OK = 200;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private static final int TRIES = 6;
    private static final Duration FIRST_DELAY = Duration.ofMillis(250);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(4);

    private final HttpCaller http;
    private final Pause pause;

    /** Waits between two tries. */
    public interface Pause {
        /** Waits that long, after that failure. */
        void before(IOException why, Duration delay);
    }

    public Registrar(HttpCaller http, Pause pause) {
        this.http = http;
        this.pause = pause;
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
     * Makes a key pair and a fingerprint and registers them. A server that is busy, restarting or out of reach gets {@value #TRIES}
     * tries within some ten seconds, all with the same key. One that took the request and then fell silent gets no second one: it may
     * have made the node.
     *
     * @throws IOException if the server cannot be reached, cannot be trusted, or refuses; the message says what to do
     */
    public NodeIdentity register(URI server, String region, Trust trust, Proof proof) throws IOException {
        KeyPair keys = NodeKey.newPair();
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
        HttpCaller.Reply reply = persist(server.resolve("/"), headers, Messages.write(body));
        if (reply.status() != OK) {
            throw new IOException(explain(reply));
        }
        return Messages.read(reply.body(), Registered.class).instanceId();
    }

    private HttpCaller.Reply persist(URI uri, Map<String, String> headers, byte[] body) throws IOException {
        Backoff backoff = new Backoff(FIRST_DELAY, LONGEST_DELAY, new SplittableRandom());
        for (int tries = 1; ; tries++) {
            IOException failure;
            try {
                HttpCaller.Reply reply = http.call("POST", uri, headers, body);
                if (!isBusy(reply) || tries == TRIES) {
                    return reply;
                }
                failure = new IOException("the server is busy, HTTP status " + reply.status());
            } catch (SocketTimeoutException e) {
                throw new IOException(
                        "the server took the registration and did not answer in time; look whether the node is there"
                                + " before you register again",
                        e);
            } catch (SSLHandshakeException e) {
                throw e; // another try meets the same certificate
            } catch (IOException e) {
                if (tries == TRIES) {
                    throw new IOException(
                            "the server was not reached in %d tries: %s; check that it runs and that this machine may reach it"
                                    .formatted(TRIES, e.getMessage()),
                            e);
                }
                failure = e;
            }
            pause.before(failure, backoff.next());
        }
    }

    private static boolean isBusy(HttpCaller.Reply reply) {
        return reply.status() == TOO_MANY_REQUESTS || reply.status() == UNAVAILABLE;
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
}
