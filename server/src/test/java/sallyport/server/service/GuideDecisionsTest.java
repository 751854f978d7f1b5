// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sallyport.ledger.LedgerEvent;
import sallyport.ledger.LedgerEvent.Result;
import sallyport.server.iam.User;
import sallyport.server.service.sts.TestSts;
import sallyport.testkit.LeakCheck;

/** The policies of the guide, decided at the front door: the worked decisions of docs/protocol that real calls can show. */
@ExtendWith(LeakCheck.class)
class GuideDecisionsTest {
    private static final String INSTANCE = "arn:aws:ec2:us-east-1:111122223333:instance/";

    /** May come before an answer that is no denial: the caller was allowed, and the node is not there. */
    private static final String NOT_CONNECTED = "TargetNotConnected";

    @TempDir
    Path directory;

    private TestApi api;
    private Seeds seeds;
    private User alice;
    private TestApi.Caller signed;
    private String engineers;

    @BeforeEach
    void open() {
        api = new TestApi(directory);
        seeds = new Seeds(api);
        alice = seeds.user("alice");
        signed = seeds.signing(alice);
        engineers = seeds.group("engineers", alice);
        int number = 0;
        for (String environment : new String[] {"production", "staging", "dev", "Production"}) {
            api.nodes.join(node(number++), Map.of("Environment", environment));
        }
        api.nodes.join(node(number), Map.of());
    }

    @AfterEach
    void close() {
        api.close();
    }

    private static String node(int number) {
        return "i-0123456789abcdef" + number;
    }

    private static String guide(String name) {
        try (InputStream in =
                Objects.requireNonNull(GuideDecisionsTest.class.getResourceAsStream("guide/" + name + ".json"))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void users() {
        seeds.attach(engineers, seeds.policy("SessionManagerUsers", guide("SessionManagerUsers")));
    }

    private void mfaRequired() {
        seeds.attach(engineers, seeds.policy("SessionManagerMFARequired", guide("SessionManagerMFARequired")));
    }

    private Reply start(String target) {
        return start(signed, "{\"Target\":\"" + target + "\"}");
    }

    private Reply start(TestApi.Caller caller, String body) {
        return api.json(caller, "AmazonSSM.StartSession", body);
    }

    private static void denied(Reply reply, String action, String resource, String why) {
        reply.assertError(
                400,
                "AccessDeniedException",
                "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: " + action + " on resource: "
                        + resource + " " + why);
    }

    private static void implicitlyDenied(Reply reply, String action, String resource) {
        denied(reply, action, resource, "because no identity-based policy allows the " + action + " action");
    }

    @ParameterizedTest(name = "rows 1 to 5: node {0}, allowed {1}")
    @CsvSource({"0,true", "1,true", "2,false", "3,false", "4,false"})
    void letsEngineersOntoStagingAndProduction(int number, boolean allowed) {
        users();
        Reply reply = start(node(number));
        if (allowed) {
            reply.assertError(NOT_CONNECTED);
        } else {
            implicitlyDenied(reply, "ssm:StartSession", INSTANCE + node(number));
        }
    }

    @Test
    void refusesADocumentThatIsNamedWithoutPermission() { // row 6
        users();
        String body = "{\"Target\":\"" + node(0) + "\",\"DocumentName\":\"AWS-StartSSHSession\"}";
        implicitlyDenied(
                start(signed, body), "ssm:StartSession", "arn:aws:ssm:us-east-1::document/AWS-StartSSHSession");
    }

    @ParameterizedTest(name = "row 7: {0}")
    @ValueSource(
            strings = {
                "arn:aws:ssm:*:*:document/AWS-*",
                "arn:aws:ssm:us-east-1::document/AWS-StartSSHSession",
                "arn:aws:ssm:us-east-1:111122223333:document/AWS-StartSSHSession"
            })
    void takesADocumentPermissionOfItsOwn(String document) {
        users();
        seeds.inline(alice.userId(), """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"ssm:StartSession","Resource":"%s"}}""".formatted(document));
        start(signed, "{\"Target\":\"" + node(0) + "\",\"DocumentName\":\"AWS-StartSSHSession\"}")
                .assertError(NOT_CONNECTED);
        implicitlyDenied(
                start(signed, "{\"Target\":\"" + node(2) + "\",\"DocumentName\":\"AWS-StartSSHSession\"}"),
                "ssm:StartSession",
                INSTANCE + node(2));
    }

    @Test
    void findsNoTagOfTheNodeOnTheDocument() { // row 8
        seeds.inline(
                alice.userId(),
                guide("SessionManagerUsers")
                        .replace("instance/*\"]", "instance/*\",\"arn:aws:ssm:*:*:document/AWS-StartSSHSession\"]"));
        String body = "{\"Target\":\"" + node(0) + "\",\"DocumentName\":\"AWS-StartSSHSession\"}";
        implicitlyDenied(
                start(signed, body), "ssm:StartSession", "arn:aws:ssm:us-east-1::document/AWS-StartSSHSession");
    }

    @ParameterizedTest(name = "rows 9 to 11: {0}, allowed {1}")
    @CsvSource({
        "alice-0a1b2c3d4e5f6g7h8i9j0k1l2m,true",
        "alice-bob-0a1b2c3d4e5f6g7h8i9j0k1l2m,true",
        "bob-0a1b2c3d4e5f6g7h8i9j0k1l2m,false"
    })
    void letsThemEndSessionsNamedLikeThem(String session, boolean allowed) {
        users();
        Reply reply = api.json(signed, "AmazonSSM.TerminateSession", "{\"SessionId\":\"" + session + "\"}");
        if (allowed) {
            assertThat(reply.text("SessionId")).isEqualTo(session);
        } else {
            implicitlyDenied(reply, "ssm:TerminateSession", "arn:aws:ssm:us-east-1:111122223333:session/" + session);
        }
    }

    @Test
    void letsThemSeeSessions() { // row 13
        implicitlyDenied(
                api.json(signed, "AmazonSSM.DescribeSessions", "{\"State\":\"Active\"}"),
                "ssm:DescribeSessions",
                "arn:aws:ssm:us-east-1:111122223333:*");
        users();
        assertThat(api.json(signed, "AmazonSSM.DescribeSessions", "{\"State\":\"Active\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void keepsThemFromManagedInstances() { // row 15
        users();
        String id = api.nodes.register(Map.of("Environment", "production")).id().text();
        implicitlyDenied(start(id), "ssm:StartSession", "arn:aws:ssm:us-east-1:111122223333:managed-instance/" + id);
    }

    @Test
    void deniesWithoutMfa() { // rows 17 and 23
        mfaRequired();
        String explicit = "with an explicit deny in an identity-based policy";
        denied(start(node(0)), "ssm:StartSession", INSTANCE + node(0), explicit);
        users();
        denied(start(node(0)), "ssm:StartSession", INSTANCE + node(0), explicit);
        assertThat(api.ledger())
                .filteredOn(LedgerEvent.ApiCall.class::isInstance)
                .last()
                .isInstanceOfSatisfying(LedgerEvent.ApiCall.class, call -> {
                    assertThat(call.result()).isEqualTo(Result.DENIED);
                    assertThat(call.call().caller().arn()).isEqualTo("arn:aws:iam::111122223333:user/alice");
                    assertThat(call.call().operation()).isEqualTo("StartSession");
                    assertThat(call.call().resources()).contains(INSTANCE + node(0));
                    assertThat(call.message())
                            .contains("not authorized to perform: ssm:StartSession on resource: " + INSTANCE + node(0))
                            .endsWith(
                                    "[statement 2 \"DenySessionManagerWithoutMFA\" of policy SessionManagerMFARequired"
                                            + " (group engineers)]");
                });
    }

    @Test
    void deniesASessionWithoutMfa() { // row 18
        mfaRequired();
        TestSts sts = new TestSts(api);
        Reply reply = start(sts.signing(sts.call(signed, "GetSessionToken")), "{\"Target\":\"" + node(0) + "\"}");
        denied(reply, "ssm:StartSession", INSTANCE + node(0), "with an explicit deny in an identity-based policy");
    }

    @ParameterizedTest(
            name = "rows 19 to 25: {0} s after MFA, with both policies {1}, node {2}, document {3}: allowed {4}")
    @CsvSource({
        "600,false,0,false,true",
        "3599,false,0,false,true",
        "3600,false,0,false,false",
        "600,false,0,true,true",
        "18000,true,0,false,true",
        "18000,true,2,false,false"
    })
    void countsTheAgeOfMfa(int age, boolean both, int number, boolean document, boolean allowed) {
        mfaRequired();
        if (both) {
            users();
        }
        TestSts sts = new TestSts(api);
        TestApi.Caller session = sts.signing(sts.withMfa(signed, sts.device(alice), 36_000));
        api.home.clock.advance(Duration.ofSeconds(age));
        String named = document ? ",\"DocumentName\":\"AWS-StartSSHSession\"" : "";
        Reply reply = start(session, "{\"Target\":\"" + node(number) + "\"" + named + "}");
        if (allowed) {
            reply.assertError(NOT_CONNECTED);
        } else {
            implicitlyDenied(reply, "ssm:StartSession", INSTANCE + node(number));
        }
    }

    @Test
    void knowsNoUserNameInARole() { // row 12
        String role = seeds.role(
                "Engineer",
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},\"Action\":\"sts:AssumeRole\"}}");
        seeds.attach(role, seeds.policy("SessionManagerUsers", guide("SessionManagerUsers")));
        TestSts sts = new TestSts(api);
        TestApi.Caller session = sts.signing(sts.call(
                signed,
                "AssumeRole",
                "RoleArn",
                "arn:aws:iam::111122223333:role/Engineer",
                "RoleSessionName",
                "alice"));
        Reply reply =
                api.json(session, "AmazonSSM.TerminateSession", "{\"SessionId\":\"alice-0a1b2c3d4e5f6g7h8i9j0k1l2m\"}");
        reply.assertError("AccessDeniedException");
        assertThat(reply.body())
                .contains("assumed-role/Engineer/alice is not authorized to perform: ssm:TerminateSession")
                .contains("because no identity-based policy allows the ssm:TerminateSession action");
    }

    @Test
    void countsAMissingAgeAsNoAge() { // row 26
        String policy = guide("SessionManagerMFARequired");
        seeds.inline(alice.userId(), policy.substring(0, policy.indexOf("},\n    {\n      \"Sid\": \"Deny")) + "}]}");
        implicitlyDenied(start(node(0)), "ssm:StartSession", INSTANCE + node(0));
    }

    @Test
    void missesTheDenialThatDoesNotSayIfExists() { // row 27
        seeds.inline(
                alice.userId(),
                guide("SessionManagerMFARequired").replace("BoolIfExists", "Bool"),
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}");
        start(node(0)).assertError(NOT_CONNECTED);
    }

    @Test
    void asksForTheShellDocumentWherePoliciesWantIt() { // rows 71 to 73
        String condition = ",\"Condition\":{\"BoolIfExists\":{\"ssm:SessionDocumentAccessCheck\":\"true\"}}";
        String both = "[\"arn:aws:ec2:*:*:instance/*\",\"arn:aws:ssm:*:*:document/SSM-SessionManagerRunShell\"]";
        String policy =
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"ssm:StartSession\","
                        + "\"Resource\":%s" + condition + "}}";
        seeds.inline(alice.userId(), policy.formatted("\"arn:aws:ec2:*:*:instance/*\""));
        implicitlyDenied(start(node(0)), "ssm:StartSession", INSTANCE + node(0));
        seeds.inline(alice.userId(), policy.formatted(both));
        start(node(0)).assertError(NOT_CONNECTED);
        implicitlyDenied(
                start(signed, "{\"Target\":\"" + node(0) + "\",\"DocumentName\":\"AWS-StartSSHSession\"}"),
                "ssm:StartSession",
                "arn:aws:ssm:us-east-1::document/AWS-StartSSHSession");
    }

    @Test
    void decidesAnewAfterEachChange() {
        users();
        start(node(0)).assertError(NOT_CONNECTED);
        api.iam.state().run(tables -> tables.groups().removeMember(engineers, alice.userId()));
        implicitlyDenied(start(node(0)), "ssm:StartSession", INSTANCE + node(0));
        api.iam.state().run(tables -> tables.groups().addMember(engineers, alice.userId()));
        start(node(0)).assertError(NOT_CONNECTED);
        seeds.newVersion("SessionManagerUsers", guide("SessionManagerUsers").replace("production", "none"));
        implicitlyDenied(start(node(0)), "ssm:StartSession", INSTANCE + node(0));
        start(node(1)).assertError(NOT_CONNECTED);
    }

    @Test
    void knowsAnAdministratorByThePolicyAlone() {
        start(api.admin, "{\"Target\":\"" + node(0) + "\"}").assertError(NOT_CONNECTED);
        seeds.attach(engineers, "arn:aws:iam::aws:policy/AdministratorAccess");
        start(node(2)).assertError(NOT_CONNECTED);
        assertThat(api.iam(signed, "ListUsers").status()).isEqualTo(200);
    }
}
