// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.sts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
import sallyport.wire.sigv4.Credentials;

@ExtendWith(LeakCheck.class)
class SessionTokenTest {
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

    private Reply identity(TestApi.Caller caller) {
        return sts.call(caller, "GetCallerIdentity");
    }

    @Test
    void givesAUserCredentialsThatExpireToTheSecond() {
        Reply reply = sts.call(signed, "GetSessionToken", "DurationSeconds", "900");
        assertThat(reply.xml("AccessKeyId").getFirst()).matches("ASIA[A-Z2-7]{16}");
        TestApi.Caller session = sts.signing(reply);
        assertThat(identity(session).xml("Arn")).containsExactly("arn:aws:iam::111122223333:user/alice");
        assertThat(identity(session).xml("UserId")).containsExactly(alice.userId());

        Instant expiration = Instant.parse(reply.xml("Expiration").getFirst());
        assertThat(expiration).isEqualTo(api.home.clock.instant().plusSeconds(900));
        api.home.clock.advance(
                Duration.between(api.home.clock.instant(), expiration).minusMillis(1));
        assertThat(identity(session).status()).isEqualTo(200);
        api.home.clock.advance(Duration.ofMillis(1));
        identity(session).assertError(403, "ExpiredToken", "The security token included in the request is expired");
        api.json(session, "AmazonSSM.DescribeSessions", "{\"State\":\"Active\"}")
                .assertError(400, "ExpiredTokenException", "The security token included in the request is expired");
    }

    @Test
    void voidsThemWithTheKeyTheyCameFrom() {
        TestApi.Caller session = sts.signing(sts.call(signed, "GetSessionToken"));
        String invalid = "The security token included in the request is invalid.";
        api.iam.keys().setActive(alice, key.accessKeyId(), false);
        identity(session).assertError(403, "InvalidClientTokenId", invalid);
        api.iam.keys().setActive(alice, key.accessKeyId(), true);
        assertThat(identity(session).status()).isEqualTo(200);
        api.iam.keys().delete(alice, key.accessKeyId());
        identity(session).assertError(403, "InvalidClientTokenId", invalid);
    }

    @Test
    void voidsThemWithTheUser() {
        TestApi.Caller session = sts.signing(sts.call(signed, "GetSessionToken"));
        api.iam.keys().delete(alice, key.accessKeyId());
        api.iam.users().delete(alice);
        identity(session).assertError("InvalidClientTokenId");
        identity(signed).assertError("InvalidClientTokenId");
    }

    @Test
    void takesEachCodeOnce() {
        TestSts.Device device = sts.device(alice);
        assertThat(sts.withMfa(signed, device, 900).status()).isEqualTo(200);
        sts.withMfa(signed, device, 900)
                .assertError(
                        403, "AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code. ");
        api.home.clock.advance(Duration.ofSeconds(30));
        assertThat(sts.withMfa(signed, device, 900).status()).isEqualTo(200);
    }

    @Test
    void refusesOtherCodesAndDevices() {
        TestSts.Device device = sts.device(alice);
        String unknown =
                "MultiFactorAuthentication failed, unable to validate MFA code. Please verify your MFA serial number is"
                        + " valid and associated with this user.";
        sts.call(signed, "GetSessionToken", "SerialNumber", device.serial(), "TokenCode", "000000")
                .assertError(
                        403, "AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code. ");
        sts.call(signed, "GetSessionToken", "SerialNumber", device.serial() + "x", "TokenCode", "123456")
                .assertError(403, "AccessDenied", unknown);
        sts.withMfa(seeds.signing(seeds.user("bob")), device, 900).assertError(403, "AccessDenied", unknown);
        sts.call(signed, "GetSessionToken", "SerialNumber", device.serial())
                .assertError(
                        403,
                        "AccessDenied",
                        "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.");
    }

    @Test
    void makesNoSessionsOfSessions() {
        TestApi.Caller session = sts.signing(sts.call(signed, "GetSessionToken"));
        sts.call(session, "GetSessionToken")
                .assertError(403, "AccessDenied", "Cannot call GetSessionToken with session credentials");
        sts.call(api.agent(api.managed().id()), "GetSessionToken")
                .assertError(403, "AccessDenied", "Cannot call GetSessionToken with session credentials");
    }

    @Test
    void keepsSessionsWithoutMfaFromIam() {
        seeds.attach(alice.userId(), "arn:aws:iam::aws:policy/AdministratorAccess");
        TestSts.Device device = sts.device(alice);
        assertThat(api.iam(signed, "ListUsers").status()).isEqualTo(200);
        api.iam(sts.signing(sts.call(signed, "GetSessionToken")), "ListUsers").assertError("InvalidClientTokenId");
        assertThat(api.iam(sts.signing(sts.withMfa(signed, device, 900)), "ListUsers")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void wantsTheTokenWithTheKey() {
        Reply reply = sts.call(signed, "GetSessionToken");
        var withoutToken = new Credentials(
                reply.xml("AccessKeyId").getFirst(),
                reply.xml("SecretAccessKey").getFirst(),
                Optional.empty());
        identity(api.accessKey(withoutToken)).assertError("InvalidClientTokenId");
    }

    @Test
    void showsNoSecretOnTheLedger() {
        TestSts.Device device = sts.device(alice);
        String code = device.app().at(api.home.clock.instant());
        Reply reply = sts.withMfa(signed, device, 900);
        assertThat(api.ledger().toString())
                .contains("GetSessionToken")
                .doesNotContain(reply.xml("SecretAccessKey").getFirst())
                .doesNotContain(reply.xml("SessionToken").getFirst())
                .doesNotContain("\"" + code + "\"");
    }

    @Test
    void givesAFederatedUserNoMoreThanBothMay() {
        String start =
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":[\"ssm:*\",\"sts:*\"],\"Resource\":\"*\"}}";
        String describe =
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":[\"ssm:DescribeSessions\",\"ec2:*\"],\"Resource\":\"*\"}}";
        sts.call(signed, "GetFederationToken", "Name", "guest").assertError("AccessDenied");
        seeds.inline(alice.userId(), start);
        Reply reply = sts.call(signed, "GetFederationToken", "Name", "guest", "Policy", describe);
        assertThat(reply.xml("FederatedUserId")).containsExactly("111122223333:guest");
        assertThat(reply.xml("PackedPolicySize")).hasSize(1);
        TestApi.Caller guest = sts.signing(reply);
        assertThat(identity(guest).xml("Arn")).containsExactly("arn:aws:sts::111122223333:federated-user/guest");
        String sessions = "{\"State\":\"Active\"}";
        assertThat(api.json(guest, "AmazonSSM.DescribeSessions", sessions).status())
                .isEqualTo(200);
        api.json(guest, "AmazonSSM.DescribeInstanceInformation", "{}").assertError("AccessDeniedException");
        api.query(guest, "ec2", "2016-11-15", "DescribeInstances").assertError("UnauthorizedOperation");
        api.iam(guest, "ListUsers").assertError("InvalidClientTokenId");
        TestApi.Caller bare = sts.signing(sts.call(signed, "GetFederationToken", "Name", "guest"));
        api.json(bare, "AmazonSSM.DescribeSessions", sessions).assertError("AccessDeniedException");
    }

    @Test
    void knowsTheAccountOfKeys() {
        String id = key.accessKeyId();
        assertThat(sts.call(api.admin, "GetAccessKeyInfo", "AccessKeyId", id).xml("Account"))
                .containsExactly("111122223333");
        sts.call(api.admin, "GetAccessKeyInfo", "AccessKeyId", "AKIA2222222222222222")
                .assertError("ValidationError");
    }
}
