// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssmmessages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sallyport.server.identity.NodeId;
import sallyport.server.node.Node;
import sallyport.server.service.Reply;
import sallyport.server.service.TestApi;
import sallyport.server.session.SessionId;
import sallyport.server.session.Side;
import sallyport.server.session.TokenVerdict;
import sallyport.testkit.LeakCheck;

@ExtendWith(LeakCheck.class)
class ChannelOperationsTest {
    private static final NodeId NODE = new NodeId("i-0123456789abcdef0");
    private static final String BODY =
            "{\"MessageSchemaVersion\":\"1.0\",\"RequestId\":\"7a62c49f-347e-4fc4-9331-6e8e7a96aa73\"}";

    private TestApi api;
    private Node other;

    @BeforeEach
    void open(@TempDir Path directory) {
        api = new TestApi(directory);
        api.nodes.join(NODE.text(), Map.of());
        other = api.managed();
    }

    @AfterEach
    void close() {
        api.close();
    }

    private Reply dataChannel(TestApi.Caller caller, String session) {
        return api.gateway(caller, "/v1/data-channel/" + session, BODY);
    }

    private String start() {
        api.connect(NODE);
        return api.ssm("StartSession", "{\"Target\":\"" + NODE + "\"}").text("SessionId");
    }

    @Test
    void givesANodeTheTokenOfItsControlChannelInTheFormTheAgentReads() {
        Reply reply = api.gateway(api.agent(NODE), "/v1/control-channel/" + NODE, BODY);
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.xml("MessageSchemaVersion")).containsExactly("1.0");
        assertThat(reply.xml("TokenValue")).hasSize(1);
        assertThat(api.channels.connected(NODE)).isFalse();
        api.connect(NODE);
        assertThat(api.channels.connected(NODE)).isTrue();
    }

    @Test
    void refusesTheControlChannelOfAnotherNodeInWordsTheAgentKnows() {
        for (TestApi.Caller caller : new TestApi.Caller[] {api.agent(other.id()), api.admin}) {
            Reply reply = api.gateway(caller, "/v1/control-channel/" + NODE, BODY);
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.body())
                    .contains("<AccessDeniedException")
                    .contains(
                            "ssmmessages:CreateControlChannel on resource: arn:aws:ec2:us-east-1:111122223333:instance/"
                                    + NODE);
        }
        assertThat(api.gateway(api.agent(NODE), "/v1/control-channel/nonsense", BODY)
                        .status())
                .isEqualTo(403);
        assertThat(api.gateway(TestApi.NOBODY, "/v1/control-channel/" + NODE, BODY)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void givesTheNodeOfASessionTheTokenOfItsEnd() {
        String session = start();
        Reply first = dataChannel(api.agent(NODE), session);
        assertThat(first.status()).isEqualTo(201);
        Reply second = dataChannel(api.agent(NODE), session);
        SessionId id = new SessionId(session);
        assertThat(api.sessions.redeem(id, first.xml("TokenValue").getFirst())).isEqualTo(TokenVerdict.Refused.UNKNOWN);
        assertThat(api.sessions.redeem(id, second.xml("TokenValue").getFirst()))
                .isEqualTo(new TokenVerdict.Accepted(Side.AGENT));
    }

    @Test
    void answersForSessionsOfOthersAsForThoseThatAreNone() {
        String session = start();
        Reply ofOther = dataChannel(api.agent(other.id()), session);
        Reply ofNone = dataChannel(api.agent(other.id()), "admin-aaaaaaaaaaaaaaaaaaaaaaaaaa");
        assertThat(ofOther.status()).isEqualTo(404);
        assertThat(ofNone.status()).isEqualTo(404);
        assertThat(ofOther.body().replace(session, "S"))
                .contains("ResourceNotFoundException")
                .contains("The session \"S\" does not exist or has ended.".replace("\"", "&quot;"));
        assertThat(dataChannel(api.admin, session).status()).isEqualTo(403);
        assertThat(dataChannel(api.agent(NODE), "nonsense").status()).isEqualTo(404);
    }

    @Test
    void givesNoTokenForASessionThatHasEnded() {
        String session = start();
        api.ssm("TerminateSession", "{\"SessionId\":\"" + session + "\"}").json();
        assertThat(dataChannel(api.agent(NODE), session).status()).isEqualTo(404);
    }
}
