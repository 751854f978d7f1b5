// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sallyport.transport.SessionGoneException;

class SsmTest {
    private final ScriptedApi api;
    private final Ssm ssm;

    SsmTest() throws IOException {
        api = new ScriptedApi();
        ssm = api.ssm();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void startsASession() throws Exception {
        api.answer(200, "{\"SessionId\":\"s-1\",\"TokenValue\":\"t\",\"StreamUrl\":\"wss://h/v1/data-channel/s-1\"}");

        var ticket = ssm.startSession(
                new Ssm.SessionOrder("i-1", "AWS-StartInteractiveCommand", Map.of("command", List.of("id")), null));

        assertThat(ticket).isEqualTo(new SessionTicket("s-1", "t", URI.create("wss://h/v1/data-channel/s-1")));
        var asked = api.asked().getFirst();
        assertThat(asked.target()).isEqualTo("AmazonSSM.StartSession");
        assertThat(asked.body())
                .isEqualTo("{\"Target\":\"i-1\",\"DocumentName\":\"AWS-StartInteractiveCommand\","
                        + "\"Parameters\":{\"command\":[\"id\"]}}");
        assertThat(asked.authorization())
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261122/us-east-1/ssm/aws4_request");
    }

    @Test
    void leavesOutWhatTheOrderDoesNotSay() throws Exception {
        api.answer(200, "{\"SessionId\":\"s-1\",\"TokenValue\":\"t\",\"StreamUrl\":\"wss://h/\"}");

        ssm.startSession(new Ssm.SessionOrder("i-1", null, Map.of(), null));

        assertThat(api.asked().getFirst().body()).isEqualTo("{\"Target\":\"i-1\"}");
    }

    @Test
    void saysWhatTheServiceSays() {
        api.answer(400, "{\"__type\":\"com.amazon#TargetNotConnected\",\"Message\":\"i-1 is not connected.\"}");

        assertThatThrownBy(() -> ssm.startSession(new Ssm.SessionOrder("i-1", null, Map.of(), null)))
                .isInstanceOfSatisfying(AwsApiException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("TargetNotConnected");
                    assertThat(refusal.sentence())
                            .isEqualTo(
                                    "An error occurred (TargetNotConnected) when calling the StartSession operation: "
                                            + "i-1 is not connected.");
                });
    }

    @Test
    void saysTheStatusWhenTheServerIsNoService() {
        api.answer(502, "<html>bad gateway</html>");

        assertThatThrownBy(() -> ssm.isConnected("i-1"))
                .isInstanceOf(AwsApiException.class)
                .hasMessage("the server answered with status 502");
    }

    @Test
    void resumesASession() throws Exception {
        api.answer(200, "{\"SessionId\":\"s-1\",\"TokenValue\":\"t2\",\"StreamUrl\":\"wss://h/\"}");

        assertThat(ssm.resumeSession("s-1").token()).isEqualTo("t2");
        assertThat(api.asked().getFirst().body()).isEqualTo("{\"SessionId\":\"s-1\"}");
    }

    @Test
    void knowsASessionThatIsGone() {
        api.answer(400, "{\"__type\":\"DoesNotExistException\",\"message\":\"no\"}")
                .answer(200, "{\"SessionId\":\"s-1\"}");

        assertThatThrownBy(() -> ssm.resumeSession("s-1")).isInstanceOf(SessionGoneException.class);
        assertThatThrownBy(() -> ssm.resumeSession("s-1")).isInstanceOf(SessionGoneException.class);
    }

    @Test
    void readsAllPagesOfNodes() throws Exception {
        api.answer(200, "{\"InstanceInformationList\":[{\"InstanceId\":\"i-1\"}],\"NextToken\":\"n\"}")
                .answer(200, "{\"InstanceInformationList\":[{\"InstanceId\":\"i-2\",\"ComputerName\":\"c\"}]}");

        var nodes = ssm.nodes(Optional.of("web"));

        assertThat(nodes).extracting(Ssm.Node::instanceId).containsExactly("i-1", "i-2");
        assertThat(api.asked())
                .extracting(ScriptedApi.Asked::body)
                .containsExactly(
                        "{\"Filters\":[{\"Key\":\"tag:Name\",\"Values\":[\"web\"]}],\"MaxResults\":50}",
                        "{\"Filters\":[{\"Key\":\"tag:Name\",\"Values\":[\"web\"]}],\"MaxResults\":50,\"NextToken\":\"n\"}");
    }

    @Test
    void neverShowsAToken() throws Exception {
        assertThat(new SessionTicket("s", "very-secret", URI.create("wss://h/")).toString())
                .doesNotContain("very-secret");
    }
}
