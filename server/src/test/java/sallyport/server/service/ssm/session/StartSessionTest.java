// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sallyport.ledger.LedgerEvent;
import sallyport.server.service.Reply;
import sallyport.server.service.ScriptedAgent;
import sallyport.server.service.TestApi;
import sallyport.server.session.SessionId;
import sallyport.server.session.Side;
import sallyport.server.session.TokenVerdict;
import sallyport.testkit.LeakCheck;
import sallyport.wire.message.PortProperties;
import sallyport.wire.message.SessionTask;

@ExtendWith(LeakCheck.class)
class StartSessionTest {
    private static final String NODE = "i-0123456789abcdef0";

    private TestApi api;
    private ScriptedAgent agent;

    @BeforeEach
    void open(@TempDir Path directory) {
        api = new TestApi(directory);
        agent = api.connect(api.nodes.join(NODE, Map.of("Env", "prod")).id());
    }

    @AfterEach
    void close() {
        api.close();
    }

    private Reply start(String more) {
        return api.ssm("StartSession", "{\"Target\":\"" + NODE + "\"" + more + "}");
    }

    @Test
    void startsAShellWhenNoDocumentIsNamed() {
        Reply reply = start("");
        assertThat(reply.text("SessionId")).matches("admin-[a-z0-9]{26}");
        assertThat(reply.text("TokenValue")).startsWith("AAEAA").hasSizeBetween(40, 300);
        assertThat(reply.text("StreamUrl"))
                .isEqualTo("wss://gateway.sallyport.test:8443/v1/data-channel/" + reply.text("SessionId")
                        + "?role=publish_subscribe");

        SessionTask task = agent.tasks.getFirst();
        assertThat(task.sessionId()).isEqualTo(reply.text("SessionId"));
        assertThat(task.documentName()).isEqualTo("SSM-SessionManagerRunShell");
        assertThat(task.sessionOwner()).isEqualTo("arn:aws:iam::111122223333:user/admin");
        assertThat(task.parameters()).isEmpty();
        assertThat(task.documentContent().sessionType()).isEqualTo("Standard_Stream");
    }

    @Test
    void givesTheClientATokenThatWorksOnce() {
        Reply reply = start("");
        SessionId id = new SessionId(reply.text("SessionId"));
        assertThat(api.sessions.redeem(id, reply.text("TokenValue"))).isEqualTo(new TokenVerdict.Accepted(Side.CLIENT));
        assertThat(api.sessions.redeem(id, reply.text("TokenValue"))).isEqualTo(TokenVerdict.Refused.USED);
    }

    @Test
    void fillsTheParametersIntoTheDocument() {
        start(",\"DocumentName\":\"AWS-StartInteractiveCommand\",\"Parameters\":{\"command\":[\"uname -a\"]}")
                .json();
        SessionTask task = agent.tasks.getFirst();
        assertThat(task.documentName()).isEqualTo("AWS-StartInteractiveCommand");
        assertThat(Objects.requireNonNull(task.documentContent().properties().linux())
                        .commands())
                .isEqualTo("uname -a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS-StartPortForwardingSession",
                "arn:aws:ssm:us-east-1::document/AWS-StartPortForwardingSession",
                "arn:aws:ssm:us-east-1:111122223333:document/AWS-StartPortForwardingSession"
            })
    void startsAPortSessionOnAnAgentThatMayRefuseIt(String document) {
        start(",\"DocumentName\":\"" + document + "\",\"Parameters\":{\"portNumber\":[\"5432\"]}")
                .json();
        SessionTask task = agent.tasks.getFirst();
        assertThat(task.documentName()).isEqualTo("AWS-StartPortForwardingSession");
        assertThat(task.documentContent().properties().port())
                .isEqualTo(new PortProperties("5432", "0", "LocalPortForwarding", null, null, null));
    }

    @Test
    void startsSessionsOnManagedNodesToo() {
        var node = api.managed();
        ScriptedAgent managed = api.connect(node.id());
        api.ssm("StartSession", "{\"Target\":\"" + node.id() + "\"}").json();
        assertThat(managed.tasks).hasSize(1);
        assertThat(agent.tasks).isEmpty();
    }

    @Test
    void refusesATargetThatIsNotConnected() {
        agent.disconnect();
        start("").assertError(400, "TargetNotConnected", NODE + " is not connected.");
        assertThat(api.ssm("DescribeSessions", "{\"State\":\"Active\"}")
                        .json()
                        .path("Sessions")
                        .size())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"i-00000000000000000", "mi-00000000000000000", "i-123", "web", "ecs:c_t_r"})
    void refusesATargetThatDoesNotExist(String target) {
        api.ssm("StartSession", "{\"Target\":\"" + target + "\"}")
                .assertError(400, "TargetNotConnected", target + " is not connected.");
    }

    @Test
    void tellsTheFirstOfSeveralFaultsInTheOrderOfAws() {
        String elsewhere = "{\"Target\":\"i-00000000000000000\",\"DocumentName\":\"";
        api.ssm("StartSession", elsewhere + "Nothing\",\"Parameters\":{\"a\":[\"b\"]}}")
                .assertError(400, "InvalidDocument", "Document with name Nothing does not exist.");
        api.ssm("StartSession", elsewhere + "AWS-StartSSHSession\",\"Parameters\":{\"portNumber\":[\"x\"]}}")
                .assertError("InvalidParameters");
        api.ssm("StartSession", elsewhere + "AWS-StartSSHSession\"}").assertError("TargetNotConnected");
    }

    @Test
    void refusesParametersThatTheDocumentDoesNotTake() {
        start(",\"Parameters\":{\"command\":[\"id\"]}")
                .assertError(
                        400,
                        "InvalidParameters",
                        "Parameters [command] are not defined in document \"SSM-SessionManagerRunShell\".");
        start(",\"DocumentName\":\"AWS-StartInteractiveCommand\"")
                .assertError(400, "InvalidParameters", "Parameter \"command\" requires a value.");
        assertThat(agent.tasks).isEmpty();
    }

    @Test
    void refusesWhatTheModelForbids() {
        start(",\"Reason\":\"\"").assertError("ValidationException");
        start(",\"DocumentName\":\"a b c\"").assertError("ValidationException");
        api.ssm("StartSession", "{}")
                .assertError(
                        400,
                        "ValidationException",
                        "1 validation error detected: Value null at 'target' failed to satisfy constraint: "
                                + "Member must not be null");
    }

    @Test
    void startsNothingWhenTheAuditLogRunsOutOfSpace() {
        api.auditLogFull.set(true);
        Reply reply = start("");
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body()).contains("InternalServerError", "The disk of the audit log is nearly full");
        assertThat(agent.tasks).isEmpty();
        api.auditLogFull.set(false);
        start("").json();
    }

    @Test
    void deniesNodes() {
        Reply denied =
                api.json(api.agent(api.managed().id()), "AmazonSSM.StartSession", "{\"Target\":\"" + NODE + "\"}");
        denied.assertError("AccessDeniedException");
        assertThat(denied.body())
                .contains("ssm:StartSession on resource: arn:aws:ec2:us-east-1:111122223333:instance/" + NODE);
    }

    @Test
    void isOnTheLedgerWithEverythingButTheToken() {
        Reply reply = start(",\"Reason\":\"ticket 7\"");
        List<LedgerEvent> events = api.ledger().stream()
                .filter(event -> event instanceof LedgerEvent.ApiIntent || event instanceof LedgerEvent.ApiOutcome)
                .toList();
        assertThat(events.getFirst()).isInstanceOfSatisfying(LedgerEvent.ApiIntent.class, intent -> {
            assertThat(intent.call().operation()).isEqualTo("StartSession");
            assertThat(intent.call().resources())
                    .containsExactly(
                            "arn:aws:ec2:us-east-1:111122223333:instance/" + NODE,
                            "arn:aws:ssm:us-east-1:111122223333:document/SSM-SessionManagerRunShell");
            assertThat(intent.call().parameters().toString()).contains("ticket 7");
        });
        assertThat(events.getLast()).isInstanceOfSatisfying(LedgerEvent.ApiOutcome.class, outcome -> {
            assertThat(outcome.result()).isEqualTo(LedgerEvent.Result.SUCCEEDED);
            assertThat(outcome.response().toString())
                    .contains(reply.text("SessionId"))
                    .doesNotContain(reply.text("TokenValue"));
        });
    }
}
