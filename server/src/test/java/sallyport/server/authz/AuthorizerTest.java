// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.authz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sallyport.policy.MalformedPolicyException;
import sallyport.policy.Policy;
import sallyport.policy.PolicyKind;
import sallyport.policy.PolicySet;
import sallyport.policy.PolicySource;
import sallyport.server.authz.Requirement.AccessCheck;
import sallyport.server.identity.AccountId;
import sallyport.server.identity.Arn;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.identity.NodeId;
import sallyport.server.identity.Principal;
import sallyport.server.identity.Region;
import sallyport.server.identity.Role;
import sallyport.server.identity.SessionContext;

class AuthorizerTest {
    private static final Home HOME = new Home(new AccountId("111122223333"), new Region("us-east-1"));
    private static final NodeId NODE = new NodeId("i-0123456789abcdef0");
    private static final NodeId OTHER = new NodeId("i-0123456789abcdef1");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Role ROLE =
            new Role("Ops", "AROAOPS", HOME.globalArn("iam", "role/team/Ops"), Map.of("team", "blue", "level", "1"));

    private static final Caller ALICE = new Caller(
            new Principal.User("alice", "AIDAALICE", HOME.globalArn("iam", "user/alice"), Map.of("team", "red")),
            HOME.account(),
            Optional.of("AKIA"));
    private static final Caller AGENT = new Caller(
            Principal.Node.of(HOME, NODE, ROLE), HOME.account(), Optional.of("ASIA"), session(Optional.empty()));
    private static final Caller IN_ROLE = new Caller(
            Principal.RoleSession.of(HOME, ROLE, "carol", Map.of("Team", "green")),
            HOME.account(),
            Optional.of("ASIA"),
            session(Optional.empty()));
    private static final Requirement START = Requirement.of("ssm:StartSession", HOME.arn(NODE));
    private static final Requirement TERMINATE = Requirement.of("ssm:TerminateSession", HOME.arn("ssm", "session/x"));

    private PolicySet policies = PolicySet.empty();
    private final Authorizer authorizer = new Authorizer(HOME, _ -> policies);

    private static Optional<SessionContext> session(Optional<Instant> mfa) {
        var carried = new SessionContext.Carried(
                mfa,
                SessionContext.Policies.NONE,
                Map.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return Optional.of(new SessionContext(NOW.minusSeconds(700), NOW.plusSeconds(700), carried));
    }

    private static Circumstances at(Instant moment) {
        return new Circumstances("192.0.2.7", Optional.of("aws-cli/2"), Optional.empty(), "us-east-1", moment);
    }

    private Decision decide(Caller caller, Requirement requirement) {
        return authorizer.decide(caller, at(NOW), requirement);
    }

    private void allow(String actions, String condition) {
        statements("{\"Effect\":\"Allow\",\"Action\":\"" + actions + "\",\"Resource\":\"*\"" + condition + "}");
    }

    private void statements(String statements) {
        try {
            policies = PolicySet.builder()
                    .identity(
                            new PolicySource(PolicySource.Type.USER, "P", "group engineers"),
                            Policy.parse(
                                    "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}",
                                    PolicyKind.IDENTITY))
                    .build();
        } catch (MalformedPolicyException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void namesTheStatementThatAllows() {
        statements("""
                {"Sid":"Never","Effect":"Allow","Action":"s3:*","Resource":"*"},
                {"Sid":"Start","Effect":"Allow","Action":"ssm:Start*","Resource":"*"}""");
        assertThat(decide(ALICE, START))
                .isInstanceOfSatisfying(
                        Decision.Allowed.class,
                        allowed -> assertThat(allowed.reason())
                                .isEqualTo("statement 2 \"Start\" of policy P (group engineers)"));
    }

    @Test
    void deniesInTheWordsOfAws() {
        assertThat(decide(ALICE, START))
                .isInstanceOfSatisfying(
                        Decision.Denied.class,
                        denied -> assertThat(denied.message(ALICE))
                                .isEqualTo(
                                        "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: ssm:StartSession"
                                                + " on resource: arn:aws:ec2:us-east-1:111122223333:instance/i-0123456789abcdef0 because no"
                                                + " identity-based policy allows the ssm:StartSession action"));
        statements("{\"Sid\":\"No\",\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}");
        assertThat(decide(IN_ROLE, Requirement.of("ssm:DescribeSessions", HOME.arn("ssm", "*"))))
                .isInstanceOfSatisfying(Decision.Denied.class, denied -> {
                    assertThat(denied.message(IN_ROLE))
                            .isEqualTo(
                                    "User: arn:aws:sts::111122223333:assumed-role/Ops/carol is not authorized to perform:"
                                            + " ssm:DescribeSessions on resource: arn:aws:ssm:us-east-1:111122223333:* with an explicit"
                                            + " deny in an identity-based policy");
                    assertThat(denied.statement()).isEqualTo("statement 1 \"No\" of policy P (group engineers)");
                });
        assertThat(decide(Caller.anonymous(HOME.account()), START).allowed()).isFalse();
    }

    @Test
    void needsNothingForNothing() {
        for (Caller caller : List.of(ALICE, AGENT, Caller.anonymous(HOME.account()))) {
            assertThat(decide(caller, Requirement.none()).allowed()).isTrue();
            assertThat(decide(caller, Requirement.all()).allowed()).isTrue();
        }
    }

    @Test
    void checksActionsWithoutResourceAgainstEverything() {
        Requirement describe = Requirement.of("ssm:DescribeSessions", HOME.arn("ssm", "*"));
        statements("{\"Effect\":\"Allow\",\"Action\":\"ssm:*\",\"Resource\":\"arn:aws:ssm:us-east-1:111122223333:*\"}");
        assertThat(decide(ALICE, describe).allowed()).isFalse();
        allow("ssm:*", "");
        assertThat(decide(ALICE, describe).allowed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"StringEquals\":{\"aws:PrincipalArn\":\"arn:aws:iam::111122223333:user/alice\",\"aws:username\":\"alice\","
                        + "\"aws:userid\":\"AIDAALICE\",\"aws:PrincipalType\":\"User\",\"aws:PrincipalAccount\":\"111122223333\","
                        + "\"aws:PrincipalTag/TEAM\":\"red\",\"aws:RequestedRegion\":\"us-east-1\",\"aws:UserAgent\":\"aws-cli/2\"}",
                "\"Null\":{\"aws:MultiFactorAuthPresent\":\"true\",\"aws:MultiFactorAuthAge\":\"true\",\"aws:TokenIssueTime\":\"true\","
                        + "\"aws:Referer\":\"true\",\"aws:SourceIdentity\":\"true\"}",
                "\"Bool\":{\"aws:SecureTransport\":\"true\",\"aws:ViaAWSService\":\"false\",\"aws:PrincipalIsAWSService\":\"false\"}",
                "\"IpAddress\":{\"aws:SourceIp\":\"192.0.2.0/24\"}",
                "\"DateEquals\":{\"aws:CurrentTime\":\"2026-11-22T12:00:00Z\",\"aws:EpochTime\":\"2026-11-22T12:00:00Z\"}"
            })
    void tellsPoliciesOfAUserWithAPermanentKey(String condition) {
        allow("*", ",\"Condition\":{" + condition + "}");
        assertThat(decide(ALICE, START).allowed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"StringEquals\":{\"aws:PrincipalArn\":\"arn:aws:iam::111122223333:role/team/Ops\",\"aws:userid\":\"AROAOPS:carol\","
                        + "\"aws:PrincipalType\":\"AssumedRole\",\"aws:PrincipalTag/team\":\"green\",\"aws:PrincipalTag/level\":\"1\"}",
                "\"Null\":{\"aws:username\":\"true\",\"aws:MultiFactorAuthAge\":\"true\",\"ec2:SourceInstanceARN\":\"true\"}",
                "\"Bool\":{\"aws:MultiFactorAuthPresent\":\"false\"}",
                "\"DateLessThan\":{\"aws:TokenIssueTime\":\"2026-11-22T12:00:00Z\"}"
            })
    void tellsPoliciesOfARoleSession(String condition) {
        allow("*", ",\"Condition\":{" + condition + "}");
        assertThat(decide(IN_ROLE, START).allowed()).isTrue();
    }

    @Test
    void tellsPoliciesWhatANodeActsFrom() {
        allow("*", ",\"Condition\":{\"ArnEquals\":{\"ec2:SourceInstanceARN\":\"" + HOME.arn(NODE) + "\"}}");
        assertThat(decide(AGENT, START).allowed()).isTrue();
        assertThat(decide(IN_ROLE, START).allowed()).isFalse();
    }

    @Test
    void countsTheAgeOfMfaAtTheTimeOfTheRequest() {
        Caller withMfa = new Caller(
                ALICE.principal(), HOME.account(), Optional.of("ASIA"), session(Optional.of(NOW.minusSeconds(600))));
        allow(
                "*",
                ",\"Condition\":{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"},"
                        + "\"NumericLessThan\":{\"aws:MultiFactorAuthAge\":\"3600\"}}");
        assertThat(decide(withMfa, START).allowed()).isTrue();
        Instant last = NOW.minusSeconds(600).plus(Duration.ofSeconds(3599));
        assertThat(authorizer.decide(withMfa, at(last), START).allowed()).isTrue();
        assertThat(authorizer.decide(withMfa, at(last.plusSeconds(1)), START).allowed())
                .isFalse();
        assertThat(decide(ALICE, START).allowed()).isFalse();
    }

    @Test
    void knowsTheTagsOfEachResourceByItself() {
        allow("ssm:StartSession", ",\"Condition\":{\"StringEquals\":{\"ssm:resourceTag/Environment\":\"staging\"}}");
        AccessCheck node = Requirement.of("ssm:StartSession", HOME.arn(NODE)).tagged(Map.of("Environment", "staging"));
        AccessCheck document = Requirement.of("ssm:StartSession", HOME.arn("ssm", "document/D"));
        assertThat(decide(ALICE, node).allowed()).isTrue();
        assertThat(decide(ALICE, Requirement.all(node, document)))
                .isInstanceOfSatisfying(
                        Decision.Denied.class,
                        denied -> assertThat(denied.check()).isEqualTo(document));
        allow("*", ",\"Condition\":{\"StringEquals\":{\"ec2:ResourceTag/Environment\":\"staging\"}}");
        assertThat(decide(ALICE, node).allowed())
                .as("EC2's key says nothing about SSM's actions")
                .isFalse();
        assertThat(decide(
                                ALICE,
                                Requirement.of("ec2:CreateTags", HOME.arn(NODE))
                                        .tagged(Map.of("environment", "staging")))
                        .allowed())
                .isTrue();
    }

    @Test
    void knowsTheTagsOfTheRequestAsASet() {
        var context = new HashMap<String, List<String>>();
        context.put("aws:TagKeys", List.of("a"));
        context.put("aws:RequestTag/a", List.of("1"));
        Requirement create = new AccessCheck("ssm:CreateActivation", HOME.arn("ssm", "*"), context);
        allow("*", ",\"Condition\":{\"StringEquals\":{\"aws:TagKeys\":\"a\"}}");
        assertThat(decide(ALICE, create).allowed())
                .as("a set needs ForAllValues")
                .isFalse();
        allow(
                "*",
                ",\"Condition\":{\"ForAllValues:StringEquals\":{\"aws:TagKeys\":\"a\"},\"StringEquals\":{\"aws:RequestTag/a\":\"1\"}}");
        assertThat(decide(ALICE, create).allowed()).isTrue();
    }

    @Test
    void takesAnotherNameOfTheSameResource() {
        Arn amazons = new Arn(Arn.AWS, "ssm", "us-east-1", "", "document/AWS-StartSSHSession");
        Requirement document = Requirement.of("ssm:StartSession", amazons)
                .alsoSpelled(List.of(HOME.arn("ssm", "document/AWS-StartSSHSession")));
        String both = "{\"Effect\":\"%s\",\"Action\":\"*\",\"Resource\":\"%s\"}";
        for (String name : List.of(
                "arn:aws:ssm:*::document/AWS-*",
                "arn:aws:ssm:us-east-1:111122223333:document/AWS-StartSSHSession",
                "arn:aws:ssm:*:*:document/AWS-*")) {
            statements(both.formatted("Allow", name));
            assertThat(decide(ALICE, document).allowed()).as(name).isTrue();
            statements(both.formatted("Allow", "*") + "," + both.formatted("Deny", name));
            assertThat(decide(ALICE, document).allowed()).as(name).isFalse();
        }
    }

    @Test
    void letsANodeActForItselfAlone() {
        allow("*", "");
        assertThat(decide(AGENT, START).allowed()).isTrue();
        assertThat(decide(AGENT, Requirement.of("ssm:GetDocument", HOME.arn("ssm", "document/D")))
                        .allowed())
                .isTrue();
        for (Arn other : List.of(HOME.arn(OTHER), HOME.arn("ssm", "managed-instance/" + NODE))) {
            assertThat(decide(AGENT, Requirement.of("ssm:UpdateInstanceInformation", other))
                            .allowed())
                    .isFalse();
        }
        AccessCheck session = Requirement.of("ssm:TerminateSession", HOME.arn("ssm", "session/x-1"));
        assertThat(decide(AGENT, session).allowed()).isFalse();
        assertThat(decide(AGENT, session.tagged(Map.of("aws:ssmmessages:target-id", OTHER.text())))
                        .allowed())
                .isFalse();
        assertThat(decide(AGENT, session.tagged(Map.of("aws:ssmmessages:target-id", NODE.text())))
                        .allowed())
                .isTrue();
    }

    @Test
    void takesOnlyANodesCredentialForTheNode() {
        allow("*", "");
        Requirement itself = new Requirement.Itself("ssm:RequestManagedInstanceRoleToken", HOME.arn(NODE));
        assertThat(decide(AGENT, itself).allowed()).isTrue();
        Caller impostor = new Caller(
                Principal.RoleSession.of(HOME, ROLE, NODE.text(), Map.of()), HOME.account(), Optional.of("ASIA"));
        assertThat(impostor.arn()).as("they look the same").isEqualTo(AGENT.arn());
        for (Caller caller : List.of(impostor, ALICE, IN_ROLE)) {
            assertThat(decide(caller, itself))
                    .isInstanceOfSatisfying(
                            Decision.Denied.class,
                            denied ->
                                    assertThat(denied.reason()).isEqualTo("because only the node itself may do that"));
        }
    }

    @Test
    void needsEveryOneOfAll() {
        allow("ssm:StartSession", "");
        assertThat(decide(ALICE, Requirement.all(START, TERMINATE)))
                .isInstanceOfSatisfying(
                        Decision.Denied.class,
                        denied -> assertThat(denied.check()).isEqualTo(TERMINATE));
    }

    @Test
    void needsOneOfAnyAndElseTellsOfTheFirst() {
        allow("ssm:TerminateSession", "");
        assertThat(decide(ALICE, Requirement.any(START, TERMINATE)).allowed()).isTrue();
        allow("s3:*", "");
        assertThat(decide(ALICE, Requirement.any(START, TERMINATE)))
                .isInstanceOfSatisfying(
                        Decision.Denied.class,
                        denied -> assertThat(denied.check()).isEqualTo(START));
    }

    @Test
    void triesNoOtherAlternativeOnceOneIsExplicitlyDenied() {
        statements("{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"},"
                + "{\"Effect\":\"Deny\",\"Action\":\"ssm:StartSession\",\"Resource\":\"*\"}");
        assertThat(decide(ALICE, Requirement.any(START, TERMINATE)))
                .isInstanceOfSatisfying(
                        Decision.Denied.class,
                        denied -> assertThat(denied.explicit()).isTrue());
    }

    @Test
    void namesEachResourceOnce() {
        Requirement requirement = Requirement.any(
                Requirement.all(START, new Requirement.Itself("ssm:X", HOME.arn(NODE))),
                new AccessCheck("ssm:StartSession", HOME.arn("ssm", "document/d"), Map.of("k", List.of("v"))),
                Requirement.none());
        assertThat(requirement.resources()).containsExactly(HOME.arn(NODE), HOME.arn("ssm", "document/d"));
    }
}
