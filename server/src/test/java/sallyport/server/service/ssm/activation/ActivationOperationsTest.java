// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.activation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sallyport.ledger.LedgerEvent;
import sallyport.server.service.Reply;
import sallyport.server.service.TestApi;
import sallyport.testkit.LeakCheck;
import tools.jackson.databind.JsonNode;

@ExtendWith(LeakCheck.class)
class ActivationOperationsTest {
    private TestApi api;

    @BeforeEach
    void open(@TempDir Path directory) {
        api = new TestApi(directory);
    }

    @AfterEach
    void close() {
        api.close();
    }

    private String create(String members) {
        return api.ssm("CreateActivation", "{\"IamRole\":\"SallyportNode\"" + members + "}")
                .text("ActivationId");
    }

    private static double seconds(Instant moment) {
        return moment.toEpochMilli() / 1000.0;
    }

    @Test
    void makesAnActivationThatDescribeActivationsShowsWithoutItsCode() {
        Reply created = api.ssm("CreateActivation", """
                {"IamRole":"SallyportNode","Description":"rack 7","DefaultInstanceName":"web","RegistrationLimit":3,
                 "Tags":[{"Key":"Team","Value":"core"},{"Key":"Env","Value":""}]}""");
        assertThat(created.text("ActivationCode")).hasSizeBetween(20, 250);
        assertThat(created.text("ActivationId")).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

        Reply described = api.ssm("DescribeActivations", "{}");
        assertThat(described.body()).doesNotContain(created.text("ActivationCode"));
        JsonNode activation = described.json().path("ActivationList").path(0);
        assertThat(activation.path("ActivationId").asString()).isEqualTo(created.text("ActivationId"));
        assertThat(activation.path("Description").asString()).isEqualTo("rack 7");
        assertThat(activation.path("DefaultInstanceName").asString()).isEqualTo("web");
        assertThat(activation.path("IamRole").asString()).isEqualTo("SallyportNode");
        assertThat(activation.path("RegistrationLimit").asInt()).isEqualTo(3);
        assertThat(activation.path("RegistrationsCount").asInt()).isZero();
        assertThat(activation.path("Expired").asBoolean()).isFalse();
        assertThat(activation.path("CreatedDate").asDouble()).isEqualTo(seconds(api.home.clock.instant()));
        assertThat(activation.path("ExpirationDate").asDouble())
                .isEqualTo(seconds(api.home.clock.instant().plus(Duration.ofHours(24))));
        assertThat(activation.path("Tags").toString())
                .isEqualTo("[{\"Key\":\"Env\",\"Value\":\"\"},{\"Key\":\"Team\",\"Value\":\"core\"}]");
    }

    @Test
    void keepsTheCodeOffTheLedger() {
        Reply created = api.ssm("CreateActivation", "{\"IamRole\":\"SallyportNode\"}");
        List<LedgerEvent> events = api.ledger();
        assertThat(events.getLast())
                .isInstanceOfSatisfying(
                        LedgerEvent.ApiOutcome.class,
                        outcome -> assertThat(outcome.response().toString())
                                .contains(created.text("ActivationId"))
                                .doesNotContain(created.text("ActivationCode")));
    }

    @Test
    void refusesARoleThatDoesNotExist() {
        api.ssm("CreateActivation", "{\"IamRole\":\"Nobody\"}")
                .assertError(
                        400,
                        "ValidationException",
                        "Nonexistent role or missing ssm service principal in trust policy: "
                                + "arn:aws:iam::111122223333:role/Nobody");
    }

    @Test
    void refusesAnExpirationInThePastOrBeyondThirtyDays() {
        Instant now = api.home.clock.instant();
        for (Instant wrong :
                List.of(now.minusSeconds(1), now, now.plus(Duration.ofDays(30)).plusSeconds(1))) {
            api.ssm(
                            "CreateActivation",
                            "{\"IamRole\":\"SallyportNode\",\"ExpirationDate\":" + wrong.getEpochSecond() + "}")
                    .assertError(
                            400,
                            "InvalidParameters",
                            "The expiration date must be in the future and at most 30 days away.");
        }
        create(",\"ExpirationDate\":" + now.plus(Duration.ofDays(30)).getEpochSecond());
    }

    @Test
    void refusesReservedAndRepeatedTagsAndTooManyOfThem() {
        String start = "{\"IamRole\":\"SallyportNode\",\"Tags\":[";
        api.ssm("CreateActivation", start + "{\"Key\":\"aws:x\",\"Value\":\"\"}]}")
                .assertError(
                        400, "ValidationException", "aws: prefixed tag key names are not allowed for external use.");
        api.ssm("CreateActivation", start + "{\"Key\":\"a\",\"Value\":\"1\"},{\"Key\":\"a\",\"Value\":\"2\"}]}")
                .assertError(400, "ValidationException", "Duplicate tag key \"a\".");
        List<String> tags = new ArrayList<>();
        for (int i = 0; i < 51; i++) {
            tags.add("{\"Key\":\"k" + i + "\",\"Value\":\"\"}");
        }
        api.ssm("CreateActivation", start + String.join(",", tags) + "]}")
                .assertError(400, "TooManyTagsError", "A resource can have no more than 50 tags.");
    }

    @Test
    void refusesARequestThatTheModelForbids() {
        api.ssm("CreateActivation", "{\"RegistrationLimit\":1001}")
                .assertError(
                        400,
                        "ValidationException",
                        "2 validation errors detected: Value null at 'iamRole' failed to satisfy constraint: "
                                + "Member must not be null; Value '1001' at 'registrationLimit' failed to satisfy "
                                + "constraint: Member must have value less than or equal to 1000");
    }

    @Test
    void deletesAnActivationOnce() {
        String id = create("");
        assertThat(api.ssm("DeleteActivation", "{\"ActivationId\":\"" + id + "\"}")
                        .json()
                        .size())
                .isZero();
        assertThat(api.ssm("DescribeActivations", "{}")
                        .json()
                        .path("ActivationList")
                        .size())
                .isZero();
        api.ssm("DeleteActivation", "{\"ActivationId\":\"" + id + "\"}")
                .assertError(
                        400,
                        "InvalidActivation",
                        "The activation ID is not valid. Verify that you entered the correct ActivationId.");
    }

    @Test
    void showsExpiredActivationsAsExpired() {
        create("");
        api.home.clock.advance(Duration.ofHours(24));
        assertThat(api.ssm("DescribeActivations", "{}")
                        .json()
                        .path("ActivationList")
                        .path(0)
                        .path("Expired")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void filtersByEveryKey() {
        String web = create(",\"DefaultInstanceName\":\"web\"");
        create(",\"DefaultInstanceName\":\"db\"");
        assertThat(filtered("DefaultInstanceName", "web")).containsExactly(web);
        assertThat(filtered("DefaultInstanceName", "web\",\"db")).hasSize(2);
        assertThat(filtered("ActivationIds", web)).containsExactly(web);
        assertThat(filtered("IamRole", "SallyportNode")).hasSize(2);
        assertThat(filtered("IamRole", "Other")).isEmpty();
        api.ssm("DescribeActivations", "{\"Filters\":[{\"FilterKey\":\"IamRole\"}]}")
                .assertError(400, "InvalidFilter", "A filter needs a FilterKey and at least one of FilterValues.");
    }

    private List<String> filtered(String key, String values) {
        return ids(api.ssm(
                "DescribeActivations",
                "{\"Filters\":[{\"FilterKey\":\"" + key + "\",\"FilterValues\":[\"" + values + "\"]}]}"));
    }

    private static List<String> ids(Reply reply) {
        List<String> ids = new ArrayList<>();
        reply.json()
                .path("ActivationList")
                .forEach(activation -> ids.add(activation.path("ActivationId").asString()));
        return ids;
    }

    @Test
    void pagesThroughAllOfThemOnce() {
        TreeSet<String> made = new TreeSet<>();
        for (int i = 0; i < 7; i++) {
            made.add(create(""));
        }
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            Reply page = api.ssm("DescribeActivations", "{\"MaxResults\":3" + next + "}");
            seen.addAll(ids(page));
            next = page.text("NextToken").isEmpty() ? "" : ",\"NextToken\":\"" + page.text("NextToken") + "\"";
        } while (!next.isEmpty());
        assertThat(seen).containsExactlyElementsOf(made);
    }

    @Test
    void refusesATokenItDidNotGiveForThisQuestion() {
        create("");
        create("");
        String token = api.ssm("DescribeActivations", "{\"MaxResults\":1}").text("NextToken");
        api.ssm("DescribeActivations", "{\"NextToken\":\"AAAA\"}")
                .assertError(400, "InvalidNextToken", "The specified token is not valid.");
        api.ssm(
                        "DescribeActivations",
                        "{\"Filters\":[{\"FilterKey\":\"IamRole\",\"FilterValues\":[\"x\"]}],\"NextToken\":\"" + token
                                + "\"}")
                .assertError(400, "InvalidNextToken", "The specified token is not valid.");
    }

    @Test
    void deniesNodes() {
        Reply denied = api.json(
                api.agent(api.managed().id()), "AmazonSSM.CreateActivation", "{\"IamRole\":\"SallyportNode\"}");
        denied.assertError("AccessDeniedException");
        assertThat(denied.body())
                .contains(
                        "is not authorized to perform: ssm:CreateActivation on resource: arn:aws:ssm:us-east-1:111122223333:*");
    }
}
