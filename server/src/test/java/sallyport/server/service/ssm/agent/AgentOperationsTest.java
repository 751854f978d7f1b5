// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sallyport.ledger.LedgerEvent;
import sallyport.server.identity.NodeId;
import sallyport.server.keys.Secret;
import sallyport.server.node.AgentInfo;
import sallyport.server.node.NewActivation;
import sallyport.server.node.Node;
import sallyport.server.service.Reply;
import sallyport.server.service.TestApi;
import sallyport.testkit.LeakCheck;
import sallyport.wire.sigv4.Credentials;

@ExtendWith(LeakCheck.class)
class AgentOperationsTest {
    private static final KeyPair KEYS = newKeys(2048);
    private static final KeyPair OTHER_KEYS = newKeys(2048);

    private TestApi api;

    @BeforeEach
    void open(@TempDir Path directory) {
        api = new TestApi(directory);
    }

    @AfterEach
    void close() {
        api.close();
    }

    private static KeyPair newKeys(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String publicKey(KeyPair keys) {
        return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    private Reply register(String activationId, Secret code, String publicKey) {
        return api.json(TestApi.NOBODY, "AmazonSSM.RegisterManagedInstance", """
                {"ActivationId":"%s","ActivationCode":"%s","PublicKey":"%s","PublicKeyType":"Rsa","Fingerprint":"machine-1"}""".formatted(
                        activationId, code.value(), publicKey));
    }

    private Reply register(NewActivation activation) {
        return register(activation.activation().id(), activation.code(), publicKey(KEYS));
    }

    /** A node whose private key is that of {@link #KEYS}. */
    private NodeId registered() {
        return new NodeId(register(api.nodes.activation(1, Map.of())).text("InstanceId"));
    }

    private Reply requestToken(TestApi.Caller caller, String fingerprint) {
        return api.json(
                caller, "AmazonSSM.RequestManagedInstanceRoleToken", "{\"Fingerprint\":\"" + fingerprint + "\"}");
    }

    @Test
    void registersAMachineAndGivesItCredentialsForItsKey() {
        NodeId node = registered();
        Reply token = requestToken(api.agentKey(node, KEYS.getPrivate()), "machine-1");
        assertThat(token.json().path("UpdateKeyPair").asBoolean(true)).isFalse();
        assertThat(token.json().path("TokenExpirationDate").asDouble())
                .isEqualTo(api.home.clock.instant().plus(Duration.ofHours(1)).getEpochSecond());

        TestApi.Caller agent = api.accessKey(new Credentials(
                token.text("AccessKeyId"), token.text("SecretAccessKey"), Optional.of(token.text("SessionToken"))));
        assertThat(api.json(
                                agent,
                                "AmazonSSM.ListInstanceAssociations",
                                "{\"InstanceId\":\"" + node + "\",\"MaxResults\":20}")
                        .body())
                .isEqualTo("{\"Associations\":[]}");
    }

    @Test
    void givesTheNodeTheTagsOfItsActivation() {
        NodeId node = new NodeId(
                register(api.nodes.activation(1, Map.of("Team", "core"))).text("InstanceId"));
        assertThat(api.nodes.nodes.find(node).orElseThrow().tags()).isEqualTo(Map.of("Team", "core"));
    }

    @Test
    void refusesAWrongUsedOrExpiredActivation() {
        NewActivation activation = api.nodes.activation(1, Map.of());
        register(activation.activation().id(), new Secret("A".repeat(20)), publicKey(KEYS))
                .assertError(400, "InvalidActivation", "The activation ID and the activation code do not match.");
        register("00000000-0000-4000-8000-000000000000", activation.code(), publicKey(KEYS))
                .assertError(400, "InvalidActivation", "The activation ID and the activation code do not match.");
        register(activation).json();
        register(activation)
                .assertError(
                        400,
                        "InvalidActivation",
                        "The activation has registered as many nodes as it may; create another.");
        NewActivation late = api.nodes.activation(1, Map.of());
        api.home.clock.advance(Duration.ofDays(1));
        register(late).assertError(400, "InvalidActivation", "The activation has expired; create another.");
    }

    @Test
    void refusesAKeyThatIsNone() {
        NewActivation activation = api.nodes.activation(1, Map.of());
        for (String key : List.of("AAAA", "not base64", publicKey(newKeys(1024)))) {
            register(activation.activation().id(), activation.code(), key)
                    .assertError(
                            400,
                            "InvalidPublicKey",
                            "PublicKey must be an RSA key of 2048 to 4096 bits, as base64 of its DER SubjectPublicKeyInfo.");
        }
        register(activation).json();
    }

    @Test
    void refusesAFingerprintOfBlanks() {
        NewActivation activation = api.nodes.activation(1, Map.of());
        api.json(TestApi.NOBODY, "AmazonSSM.RegisterManagedInstance", """
                        {"ActivationId":"%s","ActivationCode":"%s","PublicKey":"%s","PublicKeyType":"Rsa","Fingerprint":"  "}""".formatted(
                                activation.activation().id(), activation.code().value(), publicKey(KEYS)))
                .assertError("ValidationException");
    }

    @Test
    void countsWrongCodesInsteadOfFillingTheLedgerWithThem() {
        NewActivation activation = api.nodes.activation(1, Map.of());
        for (int i = 0; i < 20; i++) {
            register(activation.activation().id(), new Secret("A".repeat(20)), publicKey(KEYS));
        }
        assertThat(api.ledger()).isEmpty();
        register(activation).json();
        assertThat(api.ledger()).hasSize(2);
        assertThat(api.ledger().getFirst()).isInstanceOfSatisfying(LedgerEvent.ApiIntent.class, intent -> {
            assertThat(intent.call().caller().kind()).isEqualTo("Anonymous");
            assertThat(intent.call().parameters().toString())
                    .doesNotContain(activation.code().value());
        });
    }

    @Test
    void refusesCredentialsToACopyOfTheMachine() {
        NodeId node = registered();
        requestToken(api.agentKey(node, KEYS.getPrivate()), "machine-2")
                .assertError(
                        400,
                        "MachineFingerprintDoesNotMatch",
                        "The fingerprint does not match that of the machine that registered; register this machine anew.");
    }

    @Test
    void refusesCredentialsToAnotherKey() {
        NodeId node = registered();
        requestToken(api.agentKey(node, OTHER_KEYS.getPrivate()), "machine-1").assertError("InvalidSignatureException");
    }

    @Test
    void refusesARequestForCredentialsThatIsSentAgain() {
        NodeId node = registered();
        TestApi.Caller once = api.agentKey(node, KEYS.getPrivate());
        Map<String, Map<String, String>> remembered = new HashMap<>();
        TestApi.Caller replay =
                (request, service) -> remembered.computeIfAbsent("headers", _ -> once.sign(request, service));
        requestToken(replay, "machine-1").json();
        assertThat(requestToken(replay, "machine-1").status()).isEqualTo(400);
    }

    @Test
    void givesNobodyElseCredentialsOfANode() {
        requestToken(api.admin, "machine-1").assertError("UnrecognizedClientException");
        requestToken(TestApi.NOBODY, "machine-1").assertError("MissingAuthenticationTokenException");
    }

    @Test
    void replacesAKeyForOneWhoHasTheOldOne() {
        NodeId node = registered();
        String body = "{\"NewPublicKey\":\"" + publicKey(OTHER_KEYS) + "\",\"NewPublicKeyType\":\"Rsa\"}";
        assertThat(api.json(api.agentKey(node, KEYS.getPrivate()), "AmazonSSM.UpdateManagedInstancePublicKey", body)
                        .body())
                .isEqualTo("{}");
        requestToken(api.agentKey(node, OTHER_KEYS.getPrivate()), "machine-1").json();
        requestToken(api.agentKey(node, KEYS.getPrivate()), "machine-1").assertError("InvalidSignatureException");
        api.json(
                        api.agentKey(node, OTHER_KEYS.getPrivate()),
                        "AmazonSSM.UpdateManagedInstancePublicKey",
                        "{\"NewPublicKey\":\"AAAA\",\"NewPublicKeyType\":\"Rsa\"}")
                .assertError("InvalidPublicKey");
    }

    @Test
    void notesWhatAnAgentSaysOfItself() {
        Node node = api.managed();
        String minimal = "{\"InstanceId\":\"" + node.id()
                + "\",\"AgentName\":\"amazon-ssm-agent\",\"AgentVersion\":\"3.3.0.0\",\"PlatformType\":\"Linux\"}";
        String full = "{\"InstanceId\":\"" + node.id()
                + "\",\"AgentName\":\"amazon-ssm-agent\",\"AgentVersion\":\"3.3.0.0\",\"AgentStatus\":\"Active\","
                + "\"AvailabilityZone\":\"\",\"AvailabilityZoneId\":\"\",\"ComputerName\":\"web-1\","
                + "\"IPAddress\":\"192.0.2.9\",\"PlatformName\":\"Debian GNU/Linux\",\"PlatformVersion\":\"12\","
                + "\"PlatformType\":\"Linux\",\"SSMConnectionChannel\":\"ssmmessages\"}";
        TestApi.Caller agent = api.agent(node.id());
        for (String report : List.of(minimal, full, minimal)) {
            assertThat(api.json(agent, "AmazonSSM.UpdateInstanceInformation", report)
                            .body())
                    .isEqualTo("{}");
        }
        Node known = api.nodes.nodes.find(node.id()).orElseThrow();
        assertThat(known.agent())
                .isEqualTo(new AgentInfo(
                        "amazon-ssm-agent",
                        "3.3.0.0",
                        "Active",
                        "Linux",
                        "Debian GNU/Linux",
                        "12",
                        "192.0.2.9",
                        "web-1",
                        "ssmmessages"));
        assertThat(known.lastPing()).contains(api.home.clock.instant());
        assertThat(api.ledger()).as("heartbeats are not entered").isEmpty();
    }

    @Test
    void letsANodeSpeakOnlyForItself() {
        Node node = api.managed();
        Node other = api.managed();
        for (String operation : List.of("UpdateInstanceInformation", "ListInstanceAssociations")) {
            for (TestApi.Caller caller : List.of(api.admin, api.agent(other.id()))) {
                Reply denied = api.json(caller, "AmazonSSM." + operation, "{\"InstanceId\":\"" + node.id() + "\"}");
                denied.assertError("AccessDeniedException");
                assertThat(denied.body())
                        .contains("is not authorized to perform: ssm:" + operation
                                + " on resource: arn:aws:ssm:us-east-1:111122223333:managed-instance/" + node.id());
            }
        }
        assertThat(api.nodes.nodes.find(node.id()).orElseThrow().lastPing()).isEmpty();
    }

    @Test
    void knowsNoNodeThatWasDeregistered() {
        Node node = api.managed();
        TestApi.Caller agent = api.agent(node.id());
        api.nodes.nodes.deregister(node.id());
        api.json(agent, "AmazonSSM.UpdateInstanceInformation", "{\"InstanceId\":\"" + node.id() + "\"}")
                .assertError("UnrecognizedClientException");
    }
}
