// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.sts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sallyport.server.iam.User;
import sallyport.server.identity.NodeId;
import sallyport.server.service.Reply;
import sallyport.server.service.Seeds;
import sallyport.server.service.TestApi;
import sallyport.server.store.RoleTable;
import sallyport.testkit.LeakCheck;
import sallyport.wire.sigv4.Credentials;

@ExtendWith(LeakCheck.class)
class AssumeRoleTest {
    private static final String OPS = "arn:aws:iam::111122223333:role/Ops";
    private static final String ACCOUNT = "{\"AWS\":\"arn:aws:iam::111122223333:root\"}";
    private static final String ALL = policy("*");

    private TestApi api;
    private TestSts sts;
    private Seeds seeds;
    private User alice;
    private Credentials key;
    private TestApi.Caller signed;

    @BeforeEach
    void open(@TempDir Path directory) {
        api = new TestApi(directory);
        sts = new TestSts(api);
        seeds = new Seeds(api);
        alice = seeds.user("alice");
        key = seeds.key(alice);
        signed = api.accessKey(key);
    }

    @AfterEach
    void close() {
        api.close();
    }

    private static String policy(String action) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"" + action
                + "\",\"Resource\":\"*\"}}";
    }

    private static String trust(String principal, String more) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":" + principal
                + ",\"Action\":[\"sts:AssumeRole\",\"sts:TagSession\",\"sts:SetSourceIdentity\"]" + more + "}}";
    }

    private Reply assume(TestApi.Caller caller, String role, String... more) {
        List<String> parameters = new ArrayList<>(List.of("RoleArn", role, "RoleSessionName", "s1"));
        parameters.addAll(List.of(more));
        return sts.call(caller, "AssumeRole", parameters.toArray(String[]::new));
    }

    private static void refused(Reply reply, String role) {
        reply.assertError(
                403,
                "AccessDenied",
                "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: sts:AssumeRole on resource: "
                        + role);
    }

    private Reply describe(TestApi.Caller caller) {
        return api.json(caller, "AmazonSSM.DescribeSessions", "{\"State\":\"Active\"}");
    }

    @Test
    void letsInWhomTheTrustPolicyNames() { // rows 66 to 68
        seeds.role("Ops", trust("{\"AWS\":\"arn:aws:iam::111122223333:user/alice\"}", ""));
        Reply reply = assume(signed, OPS);
        assertThat(reply.xml("AssumedRoleId").getFirst()).matches("AROA[A-Z2-7]{17}:s1");
        TestApi.Caller session = sts.signing(reply);
        assertThat(sts.call(session, "GetCallerIdentity").xml("Arn"))
                .containsExactly("arn:aws:sts::111122223333:assumed-role/Ops/s1");

        seeds.role("Delegated", trust(ACCOUNT, ""));
        String delegated = "arn:aws:iam::111122223333:role/Delegated";
        refused(assume(signed, delegated), delegated);
        seeds.inline(alice.userId(), policy("sts:AssumeRole"));
        assertThat(assume(signed, delegated).status()).isEqualTo(200);

        seeds.role("OfServices", trust("{\"Service\":\"ec2.amazonaws.com\"}", ""));
        String ofServices = "arn:aws:iam::111122223333:role/OfServices";
        refused(assume(signed, ofServices), ofServices);
        assume(api.admin, ofServices).assertError("AccessDenied");
    }

    @Test
    void saysTheSameOfARoleThereIsNot() {
        seeds.inline(alice.userId(), ALL);
        refused(assume(signed, OPS), OPS);
        String elsewhere = "arn:aws:iam::444455556666:role/Ops";
        refused(assume(signed, elsewhere), elsewhere);
    }

    @Test
    void givesWhatTheRoleMayAndNoMoreThanTheSessionPolicies() {
        String role = seeds.role("Ops", trust("{\"AWS\":\"*\"}", ""));
        seeds.inline(role, policy("ssm:*"));
        assertThat(describe(sts.signing(assume(signed, OPS))).status()).isEqualTo(200);
        describe(signed).assertError("AccessDeniedException");
        TestApi.Caller limited = sts.signing(assume(signed, OPS, "Policy", policy("s3:*")));
        describe(limited)
                .assertError(
                        400,
                        "AccessDeniedException",
                        "User: arn:aws:sts::111122223333:assumed-role/Ops/s1 is not authorized to perform: ssm:DescribeSessions"
                                + " on resource: arn:aws:ssm:us-east-1:111122223333:* because no session policy allows the"
                                + " ssm:DescribeSessions action");
        String managed = seeds.policy("OnlyDescribe", policy("ssm:Describe*"));
        TestApi.Caller byArn = sts.signing(assume(signed, OPS, "PolicyArns.member.1.arn", managed));
        assertThat(describe(byArn).status()).isEqualTo(200);
        assume(signed, OPS, "Policy", "{}").assertError("MalformedPolicyDocument");
        assume(signed, OPS, "PolicyArns.member.1.arn", managed + "x").assertError("MalformedPolicyDocument");
    }

    @Test
    void asksTheTrustPolicyForExternalIdAndMfa() {
        seeds.role(
                "Ops",
                trust(
                        "{\"AWS\":\"arn:aws:iam::111122223333:user/alice\"}",
                        ",\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"e-1\"},"
                                + "\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}}"));
        TestSts.Device device = sts.device(alice);
        refused(assume(signed, OPS, "ExternalId", "e-1"), OPS);
        String code = device.app().at(api.home.clock.instant());
        assertThat(assume(signed, OPS, "ExternalId", "e-1", "SerialNumber", device.serial(), "TokenCode", code)
                        .status())
                .isEqualTo(200);
        api.home.clock.advance(Duration.ofSeconds(30));
        refused(
                assume(
                        signed,
                        OPS,
                        "SerialNumber",
                        device.serial(),
                        "TokenCode",
                        device.app().at(api.home.clock.instant())),
                OPS);
        api.home.clock.advance(Duration.ofSeconds(30));
        TestApi.Caller withMfa = sts.signing(sts.withMfa(signed, device, 900));
        assertThat(assume(withMfa, OPS, "ExternalId", "e-1").status())
                .as("the call itself is made with MFA")
                .isEqualTo(200);
    }

    @Test
    void passesMfaOnOnlyWhereTheCodeWasGiven() { // the table of MFA keys
        String role = seeds.role("Ops", trust("{\"AWS\":\"*\"}", ""));
        seeds.inline(
                role,
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"ssm:*\",\"Resource\":\"*\","
                        + "\"Condition\":{\"NumericLessThan\":{\"aws:MultiFactorAuthAge\":\"3600\"}}}}");
        TestSts.Device device = sts.device(alice);
        TestApi.Caller withMfa = sts.signing(sts.withMfa(signed, device, 900));
        describe(sts.signing(assume(withMfa, OPS))).assertError("AccessDeniedException");
        api.home.clock.advance(Duration.ofSeconds(30));
        String code = device.app().at(api.home.clock.instant());
        TestApi.Caller session = sts.signing(assume(signed, OPS, "SerialNumber", device.serial(), "TokenCode", code));
        assertThat(describe(session).status()).isEqualTo(200);
    }

    @Test
    void limitsTheDurationByRoleAndByChain() {
        seeds.role("Ops", trust("{\"AWS\":\"*\"}", ""));
        assume(signed, OPS, "DurationSeconds", "3601")
                .assertError(
                        400,
                        "ValidationError",
                        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        String longer = seeds.role("Longer", trust("{\"AWS\":\"*\"}", ""));
        api.iam.state().run(tables -> {
            var row = tables.roles().findById(longer).orElseThrow();
            tables.roles()
                    .update(new RoleTable.Row(
                            row.roleId(),
                            row.name(),
                            row.nameKey(),
                            row.path(),
                            row.description(),
                            row.trustPolicy(),
                            43_200,
                            row.boundaryArn(),
                            row.created()));
        });
        String arn = "arn:aws:iam::111122223333:role/Longer";
        assertThat(assume(signed, arn, "DurationSeconds", "43200").status()).isEqualTo(200);
        TestApi.Caller session = sts.signing(assume(signed, OPS));
        assume(session, arn, "DurationSeconds", "3601")
                .assertError(
                        400,
                        "ValidationError",
                        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
    }

    @Test
    void carriesTagsAndSourceIdentityAlongTheChain() {
        String role = seeds.role("Ops", trust("{\"AWS\":\"*\"}", ""));
        seeds.role("Second", trust("{\"AWS\":\"*\"}", ""));
        seeds.inline(role, policy("sts:*"));
        String second = "arn:aws:iam::111122223333:role/Second";
        Reply first = assume(
                signed,
                OPS,
                "Tags.member.1.Key",
                "team",
                "Tags.member.1.Value",
                "blue",
                "Tags.member.2.Key",
                "level",
                "Tags.member.2.Value",
                "1",
                "TransitiveTagKeys.member.1",
                "team",
                "SourceIdentity",
                "alice");
        assertThat(first.xml("SourceIdentity")).containsExactly("alice");
        TestApi.Caller session = sts.signing(first);
        Reply chained = assume(session, second);
        assertThat(chained.xml("SourceIdentity")).containsExactly("alice");
        String id = chained.xml("AccessKeyId").getFirst();
        var caller = api.home.credentials.find(id).orElseThrow().caller();
        assertThat(caller.principal().tags()).containsExactly(Map.entry("team", "blue"));
        assume(session, second, "Tags.member.1.Key", "TEAM", "Tags.member.1.Value", "red")
                .assertError("AccessDenied");
        assume(session, second, "SourceIdentity", "bob").assertError("AccessDenied");
        assume(signed, OPS, "TransitiveTagKeys.member.1", "team").assertError("ValidationError");
    }

    @Test
    void voidsAWholeChainWithItsFirstKey() {
        String role = seeds.role("Ops", trust("{\"AWS\":\"*\"}", ""));
        seeds.inline(role, policy("sts:*"));
        TestApi.Caller chained = sts.signing(assume(sts.signing(assume(signed, OPS)), OPS));
        assertThat(sts.call(chained, "GetCallerIdentity").status()).isEqualTo(200);
        api.iam.keys().setActive(alice, key.accessKeyId(), false);
        sts.call(chained, "GetCallerIdentity").assertError("InvalidClientTokenId");
        api.iam.keys().setActive(alice, key.accessKeyId(), true);
        api.iam.state().run(tables -> tables.roles().delete(role));
        sts.call(chained, "GetCallerIdentity").assertError("InvalidClientTokenId");
    }

    @Test
    void makesNobodyANodeByTheNameOfASession() {
        NodeId victim = api.managed().id();
        String nodes = "arn:aws:iam::111122223333:role/SallyportNode";
        api.iam.state().run(tables -> {
            var row = tables.roles().find("SallyportNode").orElseThrow();
            tables.roles()
                    .update(new RoleTable.Row(
                            row.roleId(),
                            row.name(),
                            row.nameKey(),
                            row.path(),
                            row.description(),
                            trust("{\"AWS\":\"*\"}", ""),
                            row.maxSessionSeconds(),
                            row.boundaryArn(),
                            row.created()));
        });
        TestApi.Caller impostor =
                sts.signing(sts.call(signed, "AssumeRole", "RoleArn", nodes, "RoleSessionName", victim.text()));
        assertThat(sts.call(impostor, "GetCallerIdentity").xml("Arn"))
                .as("they look the same")
                .isEqualTo(sts.call(api.agent(victim), "GetCallerIdentity").xml("Arn"));
        String ping =
                "{\"InstanceId\":\"" + victim + "\",\"AgentVersion\":\"3.3.0.0\",\"AgentName\":\"amazon-ssm-agent\"}";
        assertThat(api.json(api.agent(victim), "AmazonSSM.UpdateInstanceInformation", ping)
                        .status())
                .isEqualTo(200);
        Reply refused = api.json(impostor, "AmazonSSM.UpdateInstanceInformation", ping);
        refused.assertError("AccessDeniedException");
        assertThat(refused.body()).contains("because only the node itself may do that");
        assertThat(api.gateway(
                                impostor,
                                "/v1/control-channel/" + victim,
                                "{\"MessageSchemaVersion\":\"1.0\",\"RequestId\":\"7a62c49f-347e-4fc4-9331-6e8e7a96aa73\"}")
                        .status())
                .isEqualTo(403);
    }
}
