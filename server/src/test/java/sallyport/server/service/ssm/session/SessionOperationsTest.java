// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sallyport.server.node.Node;
import sallyport.server.service.Reply;
import sallyport.server.service.ScriptedAgent;
import sallyport.server.service.TestApi;
import sallyport.server.session.EndReason;
import sallyport.server.session.SessionId;
import sallyport.server.session.Side;
import sallyport.server.session.TokenVerdict;
import sallyport.testkit.LeakCheck;
import tools.jackson.databind.JsonNode;

/** Every session operation but StartSession. */
@ExtendWith(LeakCheck.class)
class SessionOperationsTest {
    private static final String NODE = "i-0123456789abcdef0";
    private static final String UNKNOWN = "admin-aaaaaaaaaaaaaaaaaaaaaaaaaa";

    private TestApi api;
    private ScriptedAgent agent;

    @BeforeEach
    void open(@TempDir Path directory) {
        api = new TestApi(directory);
        agent = api.connect(api.nodes.join(NODE, Map.of()).id());
    }

    @AfterEach
    void close() {
        api.close();
    }

    private String start() {
        return start("");
    }

    private String start(String more) {
        return api.ssm("StartSession", "{\"Target\":\"" + NODE + "\"" + more + "}")
                .text("SessionId");
    }

    private Reply call(String operation, String sessionId) {
        return api.ssm(operation, "{\"SessionId\":\"" + sessionId + "\"}");
    }

    private List<String> describe(String state, String more) {
        List<String> ids = new ArrayList<>();
        sessions(state, more)
                .forEach(session -> ids.add(session.path("SessionId").asString()));
        return ids;
    }

    private JsonNode sessions(String state, String more) {
        return api.ssm("DescribeSessions", "{\"State\":\"" + state + "\"" + more + "}")
                .json()
                .path("Sessions");
    }

    private static String filter(String key, String value) {
        return ",\"Filters\":[{\"key\":\"" + key + "\",\"value\":\"" + value + "\"}]";
    }

    @Test
    void resumesASessionWithANewTokenThatVoidsTheOld() {
        Reply started = api.ssm("StartSession", "{\"Target\":\"" + NODE + "\"}");
        Reply resumed = call("ResumeSession", started.text("SessionId"));
        assertThat(resumed.text("SessionId")).isEqualTo(started.text("SessionId"));
        assertThat(resumed.text("StreamUrl")).isEqualTo(started.text("StreamUrl"));
        SessionId id = new SessionId(started.text("SessionId"));
        assertThat(api.sessions.redeem(id, started.text("TokenValue"))).isEqualTo(TokenVerdict.Refused.UNKNOWN);
        assertThat(api.sessions.redeem(id, resumed.text("TokenValue")))
                .isEqualTo(new TokenVerdict.Accepted(Side.CLIENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {UNKNOWN, "admin-0a16060613c408b5f", "nonsense"})
    void resumesNothingThatDoesNotExist(String id) {
        call("ResumeSession", id)
                .assertError(400, "DoesNotExistException", "Session " + id + " does not exist or has ended.");
    }

    @Test
    void terminatesASessionForGood() {
        String id = start();
        assertThat(call("TerminateSession", id).body()).isEqualTo("{\"SessionId\":\"" + id + "\"}");
        assertThat(sessions("Active", "").path(0).path("Status").asString()).isEqualTo("Terminating");
        forgetTerminating();
        assertThat(describe("Active", "")).isEmpty();
        JsonNode ended = sessions("History", "").path(0);
        assertThat(ended.path("SessionId").asString()).isEqualTo(id);
        assertThat(ended.path("Status").asString()).isEqualTo("Terminated");
        assertThat(ended.path("EndDate").asDouble()).isPositive();
        assertThat(ended.path("Details").asString())
                .isEqualTo(new EndReason.ApiTerminated("arn:aws:iam::111122223333:user/admin").sentence());
        call("ResumeSession", id).assertError("DoesNotExistException");
    }

    @Test
    void showsTheExitCodeInTheHistory() {
        SessionId id = new SessionId(start());
        api.sessions.ended(id, new EndReason.Exited(OptionalInt.of(7)));
        assertThat(sessions("History", "").path(0).path("Details").asString())
                .isEqualTo("The program on the node ended with exit code 7.");
    }

    @ParameterizedTest
    @ValueSource(strings = {UNKNOWN, "admin-0a16060613c408b5f", "nonsense"})
    void terminatesWhatNeverWas(String id) {
        assertThat(call("TerminateSession", id).body()).isEqualTo("{\"SessionId\":\"" + id + "\"}");
    }

    /** Nodes have so long to confirm that a session is over. */
    private void forgetTerminating() {
        api.home.clock.advance(Duration.ofSeconds(30));
        api.sessions.tick();
    }

    @Test
    void terminatesTwice() {
        String id = start();
        call("TerminateSession", id).json();
        assertThat(call("TerminateSession", id).text("SessionId")).isEqualTo(id);
    }

    @Test
    void describesASessionAsAwsDoes() {
        String id = start(",\"Reason\":\"ticket 7\"");
        assertThat(sessions("Active", "").toString())
                .isEqualTo("[{\"SessionId\":\"" + id + "\",\"Target\":\"" + NODE
                        + "\",\"Status\":\"Connecting\",\"StartDate\":"
                        + api.home.clock.instant().getEpochSecond()
                        + ",\"DocumentName\":\"SSM-SessionManagerRunShell\","
                        + "\"Owner\":\"arn:aws:iam::111122223333:user/admin\",\"Reason\":\"ticket 7\","
                        + "\"OutputUrl\":{},\"AccessType\":\"Standard\"}]");
    }

    @Test
    void showsTheStatusOfBothEnds() {
        SessionId id = new SessionId(start());
        api.sessions.sideConnected(id, Side.AGENT);
        api.sessions.sideConnected(id, Side.CLIENT);
        assertThat(sessions("Active", "").path(0).path("Status").asString()).isEqualTo("Connected");
        api.sessions.sideDisconnected(id, Side.CLIENT);
        assertThat(sessions("Active", "").path(0).path("Status").asString()).isEqualTo("Disconnected");
    }

    @Test
    void listsSessionsNewestFirst() {
        List<String> started = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            started.addFirst(start());
            api.home.clock.advance(Duration.ofSeconds(1));
        }
        assertThat(describe("Active", "")).containsExactlyElementsOf(started);
    }

    @Test
    void filtersSessionsByEveryKey() {
        Instant begin = api.home.clock.instant();
        String first = start();
        api.home.clock.advance(Duration.ofMinutes(10));
        Node other = api.managed();
        api.connect(other.id());
        String second =
                api.ssm("StartSession", "{\"Target\":\"" + other.id() + "\"}").text("SessionId");

        assertThat(describe(
                        "Active", filter("InvokedAfter", begin.plusSeconds(1).toString())))
                .containsExactly(second);
        assertThat(describe(
                        "Active", filter("InvokedBefore", begin.plusSeconds(1).toString())))
                .containsExactly(first);
        assertThat(describe("Active", filter("InvokedAfter", "2026-11-23T10:00:01+01:00")))
                .containsExactly(second);
        assertThat(describe("Active", filter("Target", NODE))).containsExactly(first);
        assertThat(describe("Active", filter("Target", "web"))).isEmpty();
        assertThat(describe("Active", filter("Owner", "arn:aws:iam::111122223333:user/admin")))
                .hasSize(2);
        assertThat(describe("Active", filter("Owner", "arn:aws:iam::111122223333:user/eve")))
                .isEmpty();
        assertThat(describe("Active", filter("Status", "Connecting"))).hasSize(2);
        assertThat(describe("Active", filter("Status", "Connected"))).isEmpty();
        assertThat(describe("Active", filter("Status", "Sleeping"))).isEmpty();
        assertThat(describe("Active", filter("SessionId", second))).containsExactly(second);
        assertThat(describe("Active", filter("AccessType", "Standard"))).hasSize(2);
        assertThat(describe("Active", filter("AccessType", "JustInTime"))).isEmpty();
        assertThat(describe(
                        "Active",
                        ",\"Filters\":[{\"key\":\"Target\",\"value\":\"" + NODE
                                + "\"},{\"key\":\"SessionId\",\"value\":\"" + second + "\"}]"))
                .as("every filter must hold")
                .isEmpty();
    }

    @Test
    void refusesFiltersThatMakeNoSense() {
        for (String key : List.of("InvokedAfter", "InvokedBefore")) {
            api.ssm("DescribeSessions", "{\"State\":\"Active\"" + filter(key, "yesterday") + "}")
                    .assertError(
                            400,
                            "ValidationException",
                            key + " must be an ISO 8601 timestamp like 2026-11-22T18:00:00Z, not \"yesterday\".");
        }
        api.ssm("DescribeSessions", "{\"State\":\"Active\"" + filter("Colour", "blue") + "}")
                .assertError("ValidationException");
        api.ssm("DescribeSessions", "{\"State\":\"Gone\"}").assertError("ValidationException");
        api.ssm("DescribeSessions", "{\"State\":\"Active\",\"MaxResults\":201}").assertError("ValidationException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Active", "History"})
    void pagesThroughSessionsOnce(String state) {
        List<String> started = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            started.addFirst(start());
            api.home.clock.advance(Duration.ofSeconds(1));
        }
        if (state.equals("History")) {
            started.forEach(id -> api.sessions.ended(new SessionId(id), new EndReason.Exited(OptionalInt.of(0))));
        }
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            Reply page = api.ssm("DescribeSessions", "{\"State\":\"" + state + "\",\"MaxResults\":3" + next + "}");
            page.json()
                    .path("Sessions")
                    .forEach(session -> seen.add(session.path("SessionId").asString()));
            next = page.text("NextToken").isEmpty() ? "" : ",\"NextToken\":\"" + page.text("NextToken") + "\"";
        } while (!next.isEmpty());
        assertThat(seen).containsExactlyElementsOf(started);
    }

    @Test
    void refusesATokenOfAnotherQuestion() {
        start();
        start();
        String token = api.ssm("DescribeSessions", "{\"State\":\"Active\",\"MaxResults\":1}")
                .text("NextToken");
        for (String question : List.of("\"State\":\"History\"", "\"State\":\"Active\"" + filter("Target", NODE))) {
            api.ssm("DescribeSessions", "{" + question + ",\"NextToken\":\"" + token + "\"}")
                    .assertError(400, "InvalidNextToken", "The specified token is not valid.");
        }
    }

    @Test
    void neverDisagreesAboutWhetherANodeIsConnected() {
        assertThat(api.ssm("GetConnectionStatus", "{\"Target\":\"" + NODE + "\"}")
                        .body())
                .isEqualTo("{\"Target\":\"" + NODE + "\",\"Status\":\"connected\"}");
        assertThat(pingStatus()).isEqualTo("Online");
        agent.disconnect();
        assertThat(api.ssm("GetConnectionStatus", "{\"Target\":\"" + NODE + "\"}")
                        .text("Status"))
                .isEqualTo("notconnected");
        assertThat(pingStatus()).isEqualTo("ConnectionLost");
        api.ssm("StartSession", "{\"Target\":\"" + NODE + "\"}").assertError("TargetNotConnected");
    }

    private String pingStatus() {
        return api.ssm("DescribeInstanceInformation", "{}")
                .json()
                .path("InstanceInformationList")
                .path(0)
                .path("PingStatus")
                .asString();
    }

    @Test
    void callsAnUnknownTargetNotConnected() {
        assertThat(api.ssm("GetConnectionStatus", "{\"Target\":\"web\"}").body())
                .isEqualTo("{\"Target\":\"web\",\"Status\":\"notconnected\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ResumeSession", "TerminateSession"})
    void deniesNodesTheSessionsOfPeople(String operation) {
        String id = start();
        Reply denied =
                api.json(api.agent(api.managed().id()), "AmazonSSM." + operation, "{\"SessionId\":\"" + id + "\"}");
        denied.assertError("AccessDeniedException");
        assertThat(denied.body())
                .contains("ssm:" + operation + " on resource: arn:aws:ssm:us-east-1:111122223333:session/" + id);
        assertThat(describe("Active", "")).containsExactly(id);
    }
}
