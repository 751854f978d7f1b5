// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.authz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sallyport.server.authz.Requirement.AccessCheck;
import sallyport.server.identity.AccountId;
import sallyport.server.identity.Arn;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.identity.NodeId;
import sallyport.server.identity.Principal;
import sallyport.server.identity.Region;

class AuthorizerTest {
    private static final Home HOME = new Home(new AccountId("111122223333"), new Region("us-east-1"));
    private static final NodeId NODE = new NodeId("i-0123456789abcdef0");
    private static final Caller ADMIN = user("admin", true);
    private static final Caller ALICE = user("alice", false);
    private static final Caller AGENT = new Caller(
            new Principal.Node(NODE, "SallyportNode", "AROA:" + NODE, HOME.globalArn("sts", "assumed-role/r/" + NODE)),
            HOME.account(),
            Optional.empty());
    private static final Requirement START = Requirement.of("ssm:StartSession", HOME.arn(NODE));
    private static final Requirement PING = Requirement.of("ssm:UpdateInstanceInformation", HOME.arn(NODE));

    private final Authorizer authorizer = new Authorizer(HOME);

    @Test
    void allowsAnAdministratorEverything() {
        assertThat(authorizer.decide(ADMIN, START)).isEqualTo(new Decision.Allowed("AdministratorAccess"));
        assertThat(authorizer.decide(ADMIN, Requirement.all(START, PING)).allowed())
                .isTrue();
    }

    @Test
    void deniesEverybodyElseEverything() {
        Decision decision = authorizer.decide(ALICE, START);
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Denied.class,
                        denied -> assertThat(denied.message(ALICE))
                                .isEqualTo(
                                        "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: ssm:StartSession"
                                                + " on resource: arn:aws:ec2:us-east-1:111122223333:instance/i-0123456789abcdef0 because no"
                                                + " identity-based policy allows the ssm:StartSession action"));
        assertThat(authorizer.decide(Caller.anonymous(HOME.account()), START).allowed())
                .isFalse();
    }

    @Test
    void needsNothingForNothing() {
        for (Caller caller : List.of(ALICE, AGENT, Caller.anonymous(HOME.account()))) {
            assertThat(authorizer.decide(caller, Requirement.none()).allowed()).isTrue();
            assertThat(authorizer.decide(caller, Requirement.all()).allowed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssm:UpdateInstanceInformation",
                "ssm:ListInstanceAssociations",
                "ssmmessages:CreateControlChannel",
                "ssmmessages:CreateDataChannel",
                "ec2messages:GetMessages"
            })
    void letsANodeDoWhatAgentsDoToItself(String action) {
        assertThat(authorizer
                        .decide(AGENT, Requirement.of(action, HOME.arn(NODE)))
                        .allowed())
                .isTrue();
        for (Arn other : List.of(
                HOME.arn(new NodeId("i-0123456789abcdef1")),
                HOME.arn("ssm", "managed-instance/" + NODE),
                HOME.arn("ssm", "*"),
                new Arn("aws", "ec2", "eu-west-1", "111122223333", "instance/" + NODE),
                new Arn("aws", "ec2", "us-east-1", "444455556666", "instance/" + NODE))) {
            assertThat(authorizer.decide(AGENT, Requirement.of(action, other)).allowed())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ssm:StartSession", "ssm:TerminateSession", "ec2:CreateTags", "ssm:updateInstanceInformation"})
    void letsANodeDoNothingElse(String action) {
        assertThat(authorizer
                        .decide(AGENT, Requirement.of(action, HOME.arn(NODE)))
                        .allowed())
                .isFalse();
    }

    @Test
    void needsEveryOneOfAll() {
        assertThat(authorizer.decide(AGENT, Requirement.all(PING, START)))
                .isInstanceOfSatisfying(
                        Decision.Denied.class,
                        denied -> assertThat(denied.check()).isEqualTo(START));
    }

    @Test
    void needsOneOfAnyAndElseTellsOfTheFirst() {
        assertThat(authorizer.decide(AGENT, Requirement.any(START, PING)).allowed())
                .isTrue();
        Requirement other = Requirement.of("ssm:TerminateSession", HOME.arn(NODE));
        assertThat(authorizer.decide(AGENT, Requirement.any(START, other)))
                .isInstanceOfSatisfying(
                        Decision.Denied.class,
                        denied -> assertThat(denied.check()).isEqualTo(START));
    }

    @Test
    void namesEachResourceOnce() {
        Requirement requirement = Requirement.any(
                Requirement.all(START, PING),
                new AccessCheck("ssm:StartSession", HOME.arn("ssm", "document/d"), Map.of("k", List.of("v"))),
                Requirement.none());
        assertThat(requirement.resources()).containsExactly(HOME.arn(NODE), HOME.arn("ssm", "document/d"));
    }

    private static Caller user(String name, boolean administrator) {
        return new Caller(
                new Principal.User(name, "AIDA", HOME.globalArn("iam", "user/" + name), Map.of(), administrator),
                HOME.account(),
                Optional.of("AKIA"));
    }
}
