// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.sts;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sallyport.server.service.Reply;
import sallyport.server.service.Seeds;
import sallyport.server.service.TestApi;
import sallyport.server.store.iam.OidcProviderTable;
import sallyport.testkit.LeakCheck;

@ExtendWith(LeakCheck.class)
class WebIdentityTest {
    private static final String ROLE = "arn:aws:iam::111122223333:role/FromOutside";
    private static RSAKey key;

    private TestApi api;
    private TestSts sts;

    @BeforeAll
    static void makeKey() throws JOSEException {
        key = new RSAKeyGenerator(2048).keyID("k1").generate();
    }

    @BeforeEach
    void open(@TempDir Path directory) {
        api = new TestApi(directory);
        sts = new TestSts(api);
        Seeds seeds = new Seeds(api);
        provider("id.example.com");
        String role = seeds.role("FromOutside", """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity",
                "Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/id.example.com"},
                "Condition":{"StringEquals":{"id.example.com:aud":"app","id.example.com:sub":"carol"}}}}""");
        seeds.inline(role, """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"ssm:*","Resource":"*","Condition":{
                "StringEquals":{"aws:FederatedProvider":"arn:aws:iam::111122223333:oidc-provider/id.example.com"}}}}""");
        serve(TestApi.ISSUER, key);
    }

    private void provider(String url) {
        api.iam
                .state()
                .run(tables ->
                        tables.oidcProviders().insert(new OidcProviderTable.Row(url, "[\"app\",\"other\"]", "[]", 1)));
    }

    private void serve(String issuer, RSAKey published) {
        api.downloads.put(
                URI.create(issuer + "/.well-known/openid-configuration"),
                "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer + "/keys\"}");
        api.downloads.put(URI.create(issuer + "/keys"), new JWKSet(published.toPublicJWK()).toString());
    }

    @AfterEach
    void close() {
        api.close();
    }

    private JWTClaimsSet.Builder claims() {
        Date now = Date.from(api.home.clock.instant());
        return new JWTClaimsSet.Builder()
                .issuer(TestApi.ISSUER)
                .subject("carol")
                .audience("app")
                .issueTime(now)
                .expirationTime(Date.from(api.home.clock.instant().plusSeconds(300)));
    }

    private static String token(JWTClaimsSet.Builder claims, RSAKey signer) throws JOSEException {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(signer.getKeyID())
                        .build(),
                claims.build());
        token.sign(new RSASSASigner(signer));
        return token.serialize();
    }

    private Reply assume(String token) {
        return sts.call(
                TestApi.NOBODY,
                "AssumeRoleWithWebIdentity",
                "RoleArn",
                ROLE,
                "RoleSessionName",
                "carol",
                "WebIdentityToken",
                token);
    }

    @Test
    void letsInWhomTheProviderVouchesFor() throws JOSEException {
        Reply reply = assume(token(claims(), key));
        assertThat(reply.xml("SubjectFromWebIdentityToken")).containsExactly("carol");
        assertThat(reply.xml("Provider")).containsExactly("https://id.example.com");
        assertThat(reply.xml("Audience")).containsExactly("app");
        TestApi.Caller session = sts.signing(reply);
        assertThat(sts.call(session, "GetCallerIdentity").xml("Arn"))
                .containsExactly("arn:aws:sts::111122223333:assumed-role/FromOutside/carol");
        assertThat(api.json(session, "AmazonSSM.DescribeSessions", "{\"State\":\"Active\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void asksTheTrustPolicy() throws JOSEException {
        assume(token(claims().subject("mallory"), key))
                .assertError(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");
        assume(token(claims().audience("other"), key)).assertError("AccessDenied");
        sts.call(
                        TestApi.NOBODY,
                        "AssumeRoleWithWebIdentity",
                        "RoleArn",
                        ROLE + "x",
                        "RoleSessionName",
                        "carol",
                        "WebIdentityToken",
                        token(claims(), key))
                .assertError("AccessDenied");
    }

    @Test
    void refusesTokensThatAreNotWhatTheySay() throws JOSEException {
        RSAKey forged = new RSAKeyGenerator(2048).keyID("k1").generate();
        assume(token(claims(), forged)).assertError("InvalidIdentityToken");
        assume(token(claims().audience("nobody"), key))
                .assertError(400, "InvalidIdentityToken", "Incorrect token audience");
        assume(token(claims().issuer("https://elsewhere.example.com"), key))
                .assertError(
                        400,
                        "InvalidIdentityToken",
                        "No OpenIDConnect provider found in your account for https://elsewhere.example.com");
        assume("not a token").assertError("InvalidIdentityToken");
        var shared = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims().build());
        shared.sign(new MACSigner(new byte[32]));
        assume(shared.serialize()).assertError("InvalidIdentityToken");
        assume("eyJhbGciOiJub25lIn0." + claims().build().toPayload().toBase64URL() + ".")
                .assertError("InvalidIdentityToken");
    }

    @Test
    void looksAtTheTimeOfATokenToTheSecond() throws JOSEException {
        String token = token(claims(), key);
        api.home.clock.advance(Duration.ofSeconds(299));
        assertThat(assume(token).status()).isEqualTo(200);
        api.home.clock.advance(Duration.ofSeconds(1));
        assume(token).assertError(400, "ExpiredTokenException", "Token must not be expired");
        Date later = Date.from(api.home.clock.instant().plusSeconds(120));
        assume(token(claims().notBeforeTime(later), key)).assertError("InvalidIdentityToken");
    }

    @Test
    void asksNobodyButTheIssuersItWasTold() throws JOSEException {
        provider("evil.example.com");
        serve("https://evil.example.com", key);
        assume(token(claims().issuer("https://evil.example.com"), key)).assertError("IDPCommunicationError");
        api.downloads.clear();
        assume(token(claims(), key)).assertError("IDPCommunicationError");
    }

    @Test
    void findsANewKeyOfTheIssuer() throws JOSEException {
        assertThat(assume(token(claims(), key)).status()).isEqualTo(200);
        RSAKey next = new RSAKeyGenerator(2048).keyID("k2").generate();
        serve(TestApi.ISSUER, next);
        assume(token(claims(), next)).assertError("InvalidIdentityToken");
        api.home.clock.advance(Duration.ofSeconds(31));
        assertThat(assume(token(claims(), next)).status()).isEqualTo(200);
    }
}
