// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.bench.load;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sallyport.transport.HttpCaller;
import sallyport.transport.WebSocketConnection;
import sallyport.wire.message.Messages;
import sallyport.wire.message.OpenControlChannel;
import sallyport.wire.sigv4.Credentials;
import tools.jackson.databind.JsonNode;

/**
 * A node that registers, gets credentials, reports itself and holds a control channel, all as a real one does; it answers pings and
 * ignores what it is asked to do.
 *
 * @param control the open control channel
 */
record SimulatedAgent(String node, WebSocketConnection control) {
    private static final String VERSION = "3.3.9999.0";
    private static final int CREATED = 201;
    private static final Pattern TOKEN = Pattern.compile("<TokenValue>([^<]+)</TokenValue>");

    /** An activation that has registrations left. */
    record Activation(String id, String code) {}

    /** Returns when the control channel is open. */
    static SimulatedAgent connect(ServerAddress server, Activation activation, KeyPair key)
            throws IOException, InvalidKeyException {
        try (var api = new Api(server)) {
            String fingerprint = UUID.randomUUID().toString();
            String node = register(api, activation, key, fingerprint);
            Credentials credentials = credentials(api, node, key, fingerprint);
            api.ssm(credentials, "UpdateInstanceInformation", information(node));
            return new SimulatedAgent(node, controlChannel(server, api, node, credentials));
        }
    }

    /** Answers pings until the connection is over, which an exception tells. */
    void stay() throws IOException {
        control.readLoop(new WebSocketConnection.Listener() {
            @Override
            public void binary(ByteBuffer message) {
                // a session to start or end: this node does nothing
            }

            @Override
            public void text(String message) {
                // the control channel has no text from the server
            }
        });
    }

    private static String register(Api api, Activation activation, KeyPair key, String fingerprint) throws IOException {
        String publicKey = Base64.getEncoder().encodeToString(key.getPublic().getEncoded());
        return api.unsigned(
                        "RegisterManagedInstance",
                        Map.of(
                                "ActivationId",
                                activation.id(),
                                "ActivationCode",
                                activation.code(),
                                "Fingerprint",
                                fingerprint,
                                "PublicKey",
                                publicKey,
                                "PublicKeyType",
                                "Rsa"))
                .required("InstanceId")
                .asString();
    }

    private static Credentials credentials(Api api, String node, KeyPair key, String fingerprint)
            throws IOException, InvalidKeyException {
        JsonNode token = api.asNode(
                node, key.getPrivate(), "RequestManagedInstanceRoleToken", Map.of("Fingerprint", fingerprint));
        return Credentials.temporary(
                token.required("AccessKeyId").asString(),
                token.required("SecretAccessKey").asString(),
                token.required("SessionToken").asString());
    }

    private static Map<String, String> information(String node) {
        return Map.of(
                "InstanceId", node,
                "AgentName", "amazon-ssm-agent",
                "AgentVersion", VERSION,
                "AgentStatus", "Active",
                "PlatformType", "Linux",
                "PlatformName", "Debian GNU/Linux",
                "PlatformVersion", "12",
                "ComputerName", node,
                "IPAddress", "127.0.0.1");
    }

    private static WebSocketConnection controlChannel(
            ServerAddress server, Api api, String node, Credentials credentials) throws IOException {
        String path = "/v1/control-channel/" + node;
        HttpCaller.Reply created = api.gateway(
                path,
                Map.of(
                        "MessageSchemaVersion",
                        "1.0",
                        "RequestId",
                        UUID.randomUUID().toString()),
                credentials);
        Matcher token = TOKEN.matcher(created.text());
        if (created.status() != CREATED || !token.find()) {
            throw new IOException("no control channel: " + created.status() + " " + created.text());
        }
        URI socket = URI.create("wss://" + server.endpoint().getRawAuthority() + path + "?role=subscribe&stream=input");
        Map<String, String> signature = api.signed("GET", socket, Map.of(), new byte[0], credentials, "ssmmessages");
        WebSocketConnection control =
                WebSocketConnection.open(server.connector(), socket, signature, ServerAddress.TIMEOUT);
        control.sendText(Messages.writeString(
                OpenControlChannel.ofAgent(UUID.randomUUID().toString(), token.group(1), VERSION, "linux")));
        return control;
    }
}
