// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.sallyport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sallyport.server.iam.User;
import sallyport.server.service.Reply;
import sallyport.server.service.Seeds;
import sallyport.server.service.TestApi;
import sallyport.testkit.LeakCheck;
import tools.jackson.databind.JsonNode;

@ExtendWith(LeakCheck.class)
class DecisionOperationsTest {
    private static final String NODE = "i-0123456789abcdef0";

    private TestApi api;
    private Seeds seeds;
    private User alice;

    @BeforeEach
    void open(@TempDir Path directory) {
        api = new TestApi(directory);
        seeds = new Seeds(api);
        alice = seeds.user("alice");
        api.nodes.join(NODE, Map.of("Environment", "dev"));
    }

    @AfterEach
    void close() {
        api.close();
    }

    private Reply call(TestApi.Caller caller, String operation, String more) {
        return api.json(
                caller,
                "Sallyport." + operation,
                "{\"Action\":\"ssm:StartSession\",\"Target\":\"" + NODE + "\"" + more + "}");
    }

    private static String startOn(String environment) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Sid\":\"Start\",\"Effect\":\"Allow\",\"Action\":\"ssm:StartSession\","
                + "\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"ssm:resourceTag/Environment\":\"" + environment
                + "\"}}}}";
    }

    @Test
    void tellsWhichConditionFails() {
        seeds.inline(alice.userId(), startOn("staging"));
        JsonNode answer =
                call(api.admin, "ExplainDecision", ",\"UserName\":\"alice\"").json();
        assertThat(answer.path("Decision").asString()).isEqualTo("implicitDeny");
        assertThat(answer.path("Principal").asString()).isEqualTo("arn:aws:iam::111122223333:user/alice");
        assertThat(answer.path("NearMisses").path(0).asString())
                .isEqualTo("statement 1 \"Start\" of policy inline-1 (user alice): StringEquals wants"
                        + " ssm:resourceTag/Environment staging, but it is dev");
    }

    @Test
    void tellsWhichStatementAllows() {
        seeds.inline(alice.userId(), startOn("dev"));
        JsonNode answer =
                call(api.admin, "ExplainDecision", ",\"UserName\":\"alice\"").json();
        assertThat(answer.path("Decision").asString()).isEqualTo("allowed");
        assertThat(answer.path("Statements").path(0).asString())
                .isEqualTo("statement 1 \"Start\" of policy inline-1 (user alice)");
    }

    @Test
    void tellsOnlyThoseWhoMayAsk() {
        TestApi.Caller signed = seeds.signing(alice);
        call(signed, "ExplainDecision", "").assertError("AccessDeniedException");
        call(signed, "ListAllowed", "").assertError("AccessDeniedException");
        seeds.inline(
                alice.userId(),
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sallyport:ExplainDecision\","
                        + "\"Resource\":\"arn:aws:iam::*:user/${aws:username}\"}}");
        assertThat(call(signed, "ExplainDecision", "").text("Decision")).isEqualTo("implicitDeny");
        call(signed, "ExplainDecision", ",\"UserName\":\"admin\"").assertError("AccessDeniedException");
    }

    @Test
    void listsWhoMayAndWhoNeedsMfa() {
        seeds.inline(seeds.user("bob").userId(), startOn("dev"));
        seeds.inline(seeds.user("carol").userId(), startOn("staging"));
        seeds.inline(
                alice.userId(),
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"ssm:*\",\"Resource\":\"*\","
                        + "\"Condition\":{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}}}}");
        JsonNode allowed = call(api.admin, "ListAllowed", "").json().path("Allowed");
        assertThat(allowed.toString())
                .isEqualTo("["
                        + "{\"Principal\":\"arn:aws:iam::111122223333:user/admin\",\"Mfa\":false,\"Statements\":[\"statement 1 of"
                        + " policy AdministratorAccess (user admin)\"]},"
                        + "{\"Principal\":\"arn:aws:iam::111122223333:user/alice\",\"Mfa\":true,\"Statements\":[\"statement 1 of"
                        + " policy inline-3 (user alice)\"]},"
                        + "{\"Principal\":\"arn:aws:iam::111122223333:user/bob\",\"Mfa\":false,\"Statements\":[\"statement 1"
                        + " \\\"Start\\\" of policy inline-1 (user bob)\"]}]");
    }
}
