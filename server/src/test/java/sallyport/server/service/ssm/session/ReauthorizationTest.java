// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sallyport.ledger.LedgerEvent;
import sallyport.server.iam.User;
import sallyport.server.node.Node;
import sallyport.server.service.Seeds;
import sallyport.server.service.TestApi;
import sallyport.server.service.sts.TestSts;
import sallyport.server.session.EndReason;
import sallyport.server.session.SessionId;
import sallyport.server.session.grant.Reauthorization;
import sallyport.testkit.LeakCheck;
import sallyport.wire.sigv4.Credentials;

@ExtendWith(LeakCheck.class)
class ReauthorizationTest {
    private static final String NODE = "i-0123456789abcdef0";
    private static final String INSTANCE = "arn:aws:ec2:us-east-1:111122223333:instance/" + NODE;
    private static final String STAGING = """
            {"Version":"2012-10-17","Statement":{"Sid":"Staging","Effect":"Allow","Action":"ssm:StartSession",
            "Resource":"*","Condition":{"StringEquals":{"ssm:resourceTag/Environment":"staging"}}}}""";
    private static final String RECENT_MFA = """
            {"Version":"2012-10-17","Statement":{"Sid":"Mfa","Effect":"Allow","Action":"ssm:StartSession",
            "Resource":"*","Condition":{"NumericLessThan":{"aws:MultiFactorAuthAge":"3600"}}}}""";

    private TestApi api;
    private Seeds seeds;
    private User alice;
    private Credentials key;
    private String engineers;
    private Node node;
    private Reauthorization reauthorization;

    @BeforeEach
    void open(@TempDir Path directory) {
        api = new TestApi(directory);
        seeds = new Seeds(api);
        alice = seeds.user("alice");
        key = seeds.key(alice);
        engineers = seeds.group("engineers", alice);
        node = api.nodes.join(NODE, Map.of("Environment", "staging"));
        api.connect(node.id());
        begin(false);
    }

    private void begin(boolean onTime) {
        reauthorization = new Reauthorization(
                api.home.home,
                api.sessions,
                api.authorizer,
                api.home.credentials::standing,
                api.nodes.nodes,
                api.home.clock,
                onTime);
        api.iam.changes().listen(reauthorization::changed);
        api.nodes.nodes.listen(reauthorization::changed);
        api.sessions.listen(reauthorization::opened);
    }

    @AfterEach
    void close() {
        reauthorization.close();
        api.close();
    }

    private String start(TestApi.Caller caller) {
        return api.json(caller, "AmazonSSM.StartSession", "{\"Target\":\"" + NODE + "\"}")
                .text("SessionId");
    }

    private String start() {
        return start(api.accessKey(key));
    }

    private boolean active(String session) {
        return api.sessions.find(new SessionId(session)).orElseThrow().end().isEmpty();
    }

    private void ends(String session, String why) {
        await().until(() -> !active(session));
        EndReason reason = api.sessions
                .find(new SessionId(session))
                .orElseThrow()
                .end()
                .orElseThrow()
                .reason();
        assertThat(reason).isEqualTo(new EndReason.PolicyChange(why));
        await().untilAsserted(() -> assertThat(api.ledger())
                .filteredOn(LedgerEvent.SessionEnded.class::isInstance)
                .last()
                .isInstanceOfSatisfying(
                        LedgerEvent.SessionEnded.class,
                        end -> assertThat(end.toString()).contains(session).contains(why)));
        assertThat(api.ssm("DescribeSessions", "{\"State\":\"Active\"}").body())
                .as("until the agent has confirmed it")
                .contains("Terminating")
                .contains("no longer allow this session");
    }

    private static String nothingAllows(String by) {
        return "nothing allows ssm:StartSession on " + INSTANCE + " any more, as statement 1 " + by + " did";
    }

    @Test
    void endsASessionWhoseNodeGetsAnotherTag() {
        seeds.attach(engineers, seeds.policy("P", STAGING));
        String session = start();
        api.ec2("CreateTags", "ResourceId.1", NODE, "Tag.1.Key", "Owner", "Tag.1.Value", "x");
        api.ec2("CreateTags", "ResourceId.1", NODE, "Tag.1.Key", "Environment", "Tag.1.Value", "dev");
        ends(session, nothingAllows("\"Staging\" of policy P (group engineers)"));
    }

    @Test
    void endsTheSessionsOfWhoLeavesAGroup() {
        seeds.attach(engineers, seeds.policy("P", STAGING));
        User bob = seeds.user("bob");
        seeds.inline(bob.userId(), STAGING);
        String session = start();
        String others = start(seeds.signing(bob));
        api.iam.state().run(tables -> tables.groups().removeMember(engineers, alice.userId()));
        ends(session, nothingAllows("\"Staging\" of policy P (group engineers)"));
        assertThat(active(others)).isTrue();
    }

    @Test
    void endsTheSessionsOfAKeyThatIsDeletedOrSwitchedOff() {
        seeds.inline(alice.userId(), STAGING);
        String first = start();
        Credentials second = seeds.key(alice);
        String other = start(api.accessKey(second));
        api.iam.keys().setActive(alice, key.accessKeyId(), false);
        ends(first, "the access key " + key.accessKeyId() + " was switched off");
        assertThat(active(other)).isTrue();
        api.iam.keys().delete(alice, second.accessKeyId());
        ends(other, "the access key " + second.accessKeyId() + " was deleted");
    }

    @Test
    void endsTheSessionsThatANewVersionOfAPolicyDenies() {
        seeds.attach(engineers, seeds.policy("P", STAGING));
        String session = start();
        seeds.newVersion("P", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},
                {"Sid":"NotNow","Effect":"Deny","Action":"ssm:StartSession","Resource":"*"}]}""");
        ends(session, "statement 2 \"NotNow\" of policy P (group engineers) denies ssm:StartSession on " + INSTANCE);
    }

    @Test
    void endsTheSessionsWhoseChannelIsDenied() {
        seeds.inline(alice.userId(), STAGING);
        String session = start();
        seeds.inline(
                alice.userId(),
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"ssmmessages:*\",\"Resource\":\"*\"}}");
        ends(
                session,
                "statement 1 of policy inline-2 (user alice) denies ssmmessages:OpenDataChannel on"
                        + " arn:aws:ssm:us-east-1:111122223333:session/" + session);
    }

    @Test
    void endsTheSessionsOfARoleThatIsTakenAway() {
        String role = seeds.role(
                "Ops",
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},\"Action\":\"sts:AssumeRole\"}}");
        seeds.inline(role, STAGING);
        TestSts sts = new TestSts(api);
        String session = start(sts.signing(sts.call(
                api.accessKey(key),
                "AssumeRole",
                "RoleArn",
                "arn:aws:iam::111122223333:role/Ops",
                "RoleSessionName",
                "s1")));
        assertThat(session).startsWith("s1-");
        seeds.user("carol"); // a change that concerns nobody
        api.iam.state().run(tables -> tables.roles().delete(role));
        ends(session, "the role Ops was deleted");
    }

    @Test
    void asksAgainWhatTheClockWasAtTheStart() {
        seeds.inline(alice.userId(), RECENT_MFA);
        TestSts sts = new TestSts(api);
        String session = start(sts.signing(sts.withMfa(api.accessKey(key), sts.device(alice), 7200)));
        api.home.clock.advance(Duration.ofHours(3));
        String other = startOfBob();
        seeds.inline(seeds.user("dave").userId(), STAGING);
        api.iam.state().run(tables -> tables.groups().removeMember(engineers, alice.userId()));
        reauthorization.timePassed();
        api.iam.keys().delete(api.iam.users().find("bob").orElseThrow(), bobsKey.accessKeyId());
        await().until(() -> !active(other)); // the round after all of these changes is over for him
        assertThat(active(session)).isTrue();
    }

    private Credentials bobsKey = new Credentials("", "", Optional.empty());

    private String startOfBob() {
        User bob = seeds.user("bob");
        bobsKey = seeds.key(bob);
        seeds.inline(bob.userId(), STAGING);
        return start(api.accessKey(bobsKey));
    }

    @Test
    void asksAgainAsTimeGoesByWhereItIsToldTo() {
        reauthorization.close();
        begin(true);
        seeds.inline(alice.userId(), RECENT_MFA);
        TestSts sts = new TestSts(api);
        TestSts.Device device = sts.device(alice);
        String session = start(sts.signing(sts.withMfa(api.accessKey(key), device, 7200)));
        api.home.clock.advance(Duration.ofSeconds(3599));
        String shorter = start(sts.signing(sts.withMfa(api.accessKey(key), device, 900)));
        reauthorization.timePassed();
        api.home.clock.advance(Duration.ofSeconds(1));
        reauthorization.timePassed();
        ends(session, nothingAllows("\"Mfa\" of policy inline-1 (user alice)"));
        assertThat(active(shorter)).isTrue();
        api.home.clock.advance(Duration.ofSeconds(900));
        reauthorization.timePassed();
        ends(shorter, "the credentials it was started with have expired");
    }
}
