// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import sallyport.agent.register.NodeIdentity;
import sallyport.agent.register.NodeKey;
import sallyport.transport.Connector;
import sallyport.transport.HttpCaller;
import sallyport.transport.WebSocketConnection;
import sallyport.wire.message.Messages;
import sallyport.wire.message.OpenControlChannel;
import sallyport.wire.message.OpenDataChannel;
import sallyport.wire.sigv4.SigV4Signer;
import sallyport.wire.sigv4.SigningRequest;

/**
 * The signed calls of a node. Safe for any thread; each call has a connection of its own, so that none waits for another.
 *
 * <p>Source: docs/protocol/agent.md#calls.
 */
public final class NodeApi {
    private static final String CHANNEL_SERVICE = "ssmmessages";
    private static final int CREATED = 201;

    private final Connector connector;
    private final NodeIdentity identity;
    private final NodeCredentials credentials;
    private final InstantSource clock;

    /** @param key what the node signs with, replaced when the server asks for it */
    public NodeApi(Connector connector, NodeIdentity identity, NodeKey key, InstantSource clock) {
        this.connector = connector;
        this.identity = identity;
        this.credentials = new NodeCredentials(connector, identity, key, clock);
        this.clock = clock;
    }

    private record Nothing() {}

    private record CreateChannel(
            @JsonProperty("MessageSchemaVersion") String messageSchemaVersion,
            @JsonProperty("RequestId") String requestId,
            @JsonProperty("ClientId") String clientId) {}

    public String nodeId() {
        return identity.nodeId();
    }

    /** Tells the server that this node is alive and what it is. */
    public void updateInstanceInformation(NodeInformation information) throws IOException {
        withFreshCredentials(() -> JsonCalls.call(
                connector,
                identity.server(),
                "AmazonSSM.UpdateInstanceInformation",
                information,
                request -> sign(request, "ssm"),
                Nothing.class));
    }

    /** Opens the control channel, its open frame sent. */
    public WebSocketConnection openControlChannel(String agentVersion) throws IOException {
        var path = "/v1/control-channel/" + identity.nodeId();
        var token = createChannel("CreateControlChannel", path, "");
        var connection = upgrade(path + "?role=subscribe&stream=input");
        return opened(connection, OpenControlChannel.ofAgent(newId(), token, agentVersion, "linux"));
    }

    /**
     * Opens the node's side of a session's data channel, its open frame sent.
     *
     * @param clientId the same for every connection of a session
     */
    public WebSocketConnection openDataChannel(String sessionId, String clientId) throws IOException {
        var path = "/v1/data-channel/" + sessionId;
        var token = createChannel("CreateDataChannel", path, clientId);
        var connection = upgrade(path + "?role=publish_subscribe");
        return opened(connection, OpenDataChannel.ofAgent(newId(), token, clientId, identity.nodeId()));
    }

    private static WebSocketConnection opened(WebSocketConnection connection, Object openFrame) throws IOException {
        try {
            connection.sendText(Messages.writeString(openFrame));
            return connection;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    private String createChannel(String operation, String path, String clientId) throws IOException {
        return withFreshCredentials(() -> {
            var uri = identity.server().resolve(path);
            var body = Messages.write(new CreateChannel(OpenDataChannel.SCHEMA_VERSION, newId(), clientId));
            var headers = new LinkedHashMap<String, String>();
            headers.put("Content-Type", "application/json");
            headers.putAll(sign(SigningRequest.of("POST", uri, headers, body), CHANNEL_SERVICE));
            try (var caller = new HttpCaller(connector, JsonCalls.TIMEOUT)) {
                var reply = caller.call("POST", uri, headers, body);
                if (reply.status() != CREATED) {
                    throw ApiException.of(operation, reply);
                }
                return Xml.text(reply.text(), "TokenValue")
                        .orElseThrow(() -> new IOException("the server's answer to " + operation + " has no token"));
            }
        });
    }

    private WebSocketConnection upgrade(String pathAndQuery) throws IOException {
        var uri = webSocket(pathAndQuery);
        var headers = sign(SigningRequest.of("GET", uri, Map.of(), new byte[0]), CHANNEL_SERVICE);
        return WebSocketConnection.open(connector, uri, headers, JsonCalls.TIMEOUT);
    }

    private URI webSocket(String pathAndQuery) {
        var page = identity.server().resolve(pathAndQuery).toString();
        return URI.create("ws" + page.substring("http".length())); // https becomes wss
    }

    private Map<String, String> sign(SigningRequest request, String service) throws IOException {
        return SigV4Signer.sign(request, credentials.current(), identity.region(), service, clock.instant());
    }

    private interface SignedCall<T> {
        T run() throws IOException;
    }

    /** A server that was restored from a backup, or that revoked the node's credentials, does not know the ones we hold. */
    private <T> T withFreshCredentials(SignedCall<T> call) throws IOException {
        try {
            return call.run();
        } catch (ApiException e) {
            if (!e.code().equals("UnrecognizedClientException") && !e.code().equals("ExpiredTokenException")) {
                throw e;
            }
            credentials.discard();
            return call.run();
        }
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
