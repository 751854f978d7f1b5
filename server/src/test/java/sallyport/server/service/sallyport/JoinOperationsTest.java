// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.sallyport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sallyport.server.identity.NodeId;
import sallyport.server.node.Node;
import sallyport.server.service.Reply;
import sallyport.server.service.ScriptedAgent;
import sallyport.server.service.TestApi;
import sallyport.testkit.LeakCheck;

@ExtendWith(LeakCheck.class)
class JoinOperationsTest {
    private static final String NODE = "i-0123456789abcdef0";
    private static final KeyPair KEYS = newKeys();

    private TestApi api;

    @BeforeEach
    void open(@TempDir Path directory) {
        api = new TestApi(directory);
    }

    @AfterEach
    void close() {
        api.close();
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private Reply create(String members) {
        return api.json(api.admin, "Sallyport.CreateNodeJoinToken", "{" + members + "}");
    }

    private Reply join(String token) {
        return join(token, Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded()));
    }

    private Reply join(String token, String publicKey) {
        return api.json(
                TestApi.NOBODY,
                "Sallyport.JoinNode",
                "{\"JoinToken\":\"" + token + "\",\"PublicKey\":\"" + publicKey
                        + "\",\"PublicKeyType\":\"Rsa\",\"Fingerprint\":\"machine-1\"}");
    }

    @Test
    void letsAMachineBecomeTheNodeOfItsToken() {
        Reply created = create(
                "\"InstanceId\":\"" + NODE + "\",\"Tags\":[{\"Key\":\"Name\",\"Value\":\"web\"}],\"ExpiresIn\":120");
        assertThat(created.text("InstanceId")).isEqualTo(NODE);
        assertThat(created.json().path("ExpirationDate").asDouble())
                .isEqualTo(api.home.clock.instant().plusSeconds(120).getEpochSecond());

        assertThat(join(created.text("JoinToken")).body()).isEqualTo("{\"InstanceId\":\"" + NODE + "\"}");

        Node node = api.nodes.nodes.find(new NodeId(NODE)).orElseThrow();
        assertThat(node.tags()).isEqualTo(Map.of("Name", "web"));
        assertThat(node.role()).isEqualTo("SallyportNode");
        api.json(
                        api.agentKey(node.id(), KEYS.getPrivate()),
                        "AmazonSSM.RequestManagedInstanceRoleToken",
                        "{\"Fingerprint\":\"machine-1\"}")
                .json();
    }

    @Test
    void makesAnIdForWhoeverNamesNone() {
        Reply created = create("");
        assertThat(created.text("InstanceId")).matches("i-[0-9a-f]{17}");
        assertThat(created.json().path("ExpirationDate").asDouble())
                .isEqualTo(api.home.clock.instant().plus(Duration.ofHours(1)).getEpochSecond());
        assertThat(create("").text("InstanceId")).isNotEqualTo(created.text("InstanceId"));
    }

    @Test
    void takesATokenOnceAndInTime() {
        String token = create("\"InstanceId\":\"" + NODE + "\"").text("JoinToken");
        join(token).json();
        join(token).assertError(400, "InvalidJoinToken", "The join token has been used; create another.");
        join("A".repeat(43)).assertError(400, "InvalidJoinToken", "The join token is not valid.");
        String late = create("").text("JoinToken");
        api.home.clock.advance(Duration.ofHours(1));
        join(late).assertError(400, "InvalidJoinToken", "The join token has expired; create another.");
    }

    @Test
    void replacesARegisteredNodeOnlyIfThatIsAskedFor() {
        join(create("\"InstanceId\":\"" + NODE + "\"").text("JoinToken")).json();
        create("\"InstanceId\":\"" + NODE + "\"")
                .assertError(
                        400,
                        "NodeAlreadyExists",
                        "The node " + NODE + " is registered; ask with Replace to let another machine take its place.");
        ScriptedAgent before = api.connect(new NodeId(NODE));
        TestApi.Caller credentials = api.agent(new NodeId(NODE));
        api.ssm("StartSession", "{\"Target\":\"" + NODE + "\"}").json();

        join(create("\"InstanceId\":\"" + NODE + "\",\"Replace\":true").text("JoinToken"))
                .json();

        assertThat(before.farewells).containsExactly("replaced");
        api.json(credentials, "AmazonSSM.UpdateInstanceInformation", "{\"InstanceId\":\"" + NODE + "\"}")
                .assertError("UnrecognizedClientException");
        assertThat(api.ssm("DescribeSessions", "{\"State\":\"Active\"}")
                        .json()
                        .path("Sessions")
                        .path(0)
                        .path("Status")
                        .asString())
                .isEqualTo("Terminating");
    }

    @Test
    void refusesTwoTokensOfOneIdTheSecondTime() {
        String first = create("\"InstanceId\":\"" + NODE + "\"").text("JoinToken");
        String second = create("\"InstanceId\":\"" + NODE + "\"").text("JoinToken");
        join(first).json();
        join(second).assertError(400, "InvalidJoinToken", "The node id is taken; create a join token with Replace.");
    }

    @Test
    void refusesWhatCannotBeANode() {
        create("\"InstanceId\":\"mi-0123456789abcdef0\"").assertError("ValidationException");
        create("\"InstanceProfile\":\"Nobody\"")
                .assertError(
                        400,
                        "ValidationException",
                        "There is no instance profile arn:aws:iam::111122223333:instance-profile/Nobody.");
        create("\"ExpiresIn\":59").assertError("ValidationException");
        create("\"Tags\":[{\"Key\":\"aws:x\",\"Value\":\"\"}]")
                .assertError(400, "ValidationException", "Tag keys starting with aws: are reserved.");
        create("\"Tags\":[{\"Key\":\"a\",\"Value\":\"\"},{\"Key\":\"a\",\"Value\":\"\"}]")
                .assertError(400, "ValidationException", "The tag key \"a\" is given twice.");
    }

    @Test
    void refusesAKeyThatIsNoneAndLeavesTheTokenGood() {
        String token = create("").text("JoinToken");
        join(token, "AAAA")
                .assertError(
                        400,
                        "InvalidPublicKey",
                        "PublicKey must be an RSA key of 2048 to 4096 bits, as base64 of its DER SubjectPublicKeyInfo.");
        join(token).json();
    }

    @Test
    void countsWrongTokensInsteadOfFillingTheLedgerWithThem() {
        int before = api.ledger().size();
        for (int i = 0; i < 20; i++) {
            join("A".repeat(43));
        }
        assertThat(api.ledger()).hasSize(before);
    }

    @Test
    void keepsTheTokenOffTheLedger() {
        String token = create("").text("JoinToken");
        join(token).json();
        assertThat(api.ledger())
                .isNotEmpty()
                .noneMatch(event -> event.toString().contains(token));
    }

    @Test
    void deniesNodes() {
        api.json(api.agent(api.managed().id()), "Sallyport.CreateNodeJoinToken", "{}")
                .assertError("AccessDeniedException");
    }
}
