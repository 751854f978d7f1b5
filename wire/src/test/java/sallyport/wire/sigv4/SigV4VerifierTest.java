// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigV4VerifierTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final Credentials CREDENTIALS = Credentials.longTerm("AKIDEXAMPLE", "secret");
    private static final SigningRequest REQUEST = SigningRequest.of(
            "POST",
            URI.create("https://gw.test:8443/?a=1"),
            Map.of("X-Amz-Target", "AmazonSSM.StartSession", "User-Agent", "not signed"),
            "{}".getBytes(StandardCharsets.UTF_8));

    @Test
    void acceptsItsOwnSigner() throws MalformedAuthorizationException {
        assertThat(verify(REQUEST, "secret", NOW)).isEqualTo(new Verification.Valid());
    }

    @Test
    void refusesAnotherSecret() throws MalformedAuthorizationException {
        assertThat(verify(REQUEST, "Secret", NOW)).isInstanceOf(Verification.SignatureMismatch.class);
    }

    @Test
    void ignoresHeadersThatAreNotSigned() throws MalformedAuthorizationException {
        assertThat(verify(with(REQUEST, "user-agent", "changed"), "secret", NOW))
                .isEqualTo(new Verification.Valid());
    }

    @Test
    void refusesAnyChangeOfWhatIsSigned() throws MalformedAuthorizationException {
        List<SigningRequest> changed = List.of(
                with(REQUEST, "x-amz-target", "AmazonSSM.TerminateSession"),
                with(REQUEST, "host", "gw.test"),
                new SigningRequest("GET", "/", "a=1", REQUEST.headers(), REQUEST.payloadHash()),
                new SigningRequest("POST", "/x", "a=1", REQUEST.headers(), REQUEST.payloadHash()),
                new SigningRequest("POST", "/", "a=2", REQUEST.headers(), REQUEST.payloadHash()),
                new SigningRequest("POST", "/", "a=1&b", REQUEST.headers(), REQUEST.payloadHash()),
                new SigningRequest("POST", "/", "a=1", REQUEST.headers(), SigningRequest.EMPTY_PAYLOAD_HASH));
        for (SigningRequest request : changed) {
            assertThat(verify(request, "secret", NOW)).isInstanceOf(Verification.SignatureMismatch.class);
        }
    }

    @Test
    void tellsWhatItSigned() throws MalformedAuthorizationException {
        assertThat(verify(REQUEST, "other", NOW))
                .asInstanceOf(type(Verification.SignatureMismatch.class))
                .satisfies(mismatch -> {
                    assertThat(mismatch.canonicalRequest().text()).startsWith("POST\n/\na=1\nhost:gw.test:8443\n");
                    assertThat(mismatch.stringToSign().text())
                            .startsWith("AWS4-HMAC-SHA256\n20261123T090000Z\n20261123/us-east-1/ssm/aws4_request\n")
                            .endsWith(mismatch.canonicalRequest().hash());
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, 0, 300})
    void allowsFiveMinutesEitherWay(long offset) throws MalformedAuthorizationException {
        assertThat(verify(REQUEST, "secret", NOW.plusSeconds(offset))).isEqualTo(new Verification.Valid());
    }

    @Test
    void ignoresFractionsOfASecondOfTheClock() throws MalformedAuthorizationException {
        assertThat(verify(REQUEST, "secret", NOW.plusSeconds(300).plusNanos(999_999_999)))
                .isEqualTo(new Verification.Valid());
    }

    @Test
    void saysWhenASignatureHasExpired() throws MalformedAuthorizationException {
        assertThat(verify(REQUEST, "secret", NOW.plusSeconds(301)))
                .isEqualTo(new Verification.Expired("Signature expired: 20261123T090000Z is now earlier than"
                        + " 20261123T090001Z (20261123T090501Z - 5 min.)"));
    }

    @Test
    void saysWhenASignatureIsOfTheFuture() throws MalformedAuthorizationException {
        assertThat(verify(REQUEST, "secret", NOW.minusSeconds(301)))
                .isEqualTo(new Verification.NotYetCurrent("Signature not yet current: 20261123T090000Z is still later"
                        + " than 20261123T085959Z (20261123T085459Z + 5 min.)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"20261122", "2026112", "", "20261123T"})
    void refusesAnotherDayInTheScope(String day) {
        var authorization = new SigV4Authorization(
                "AKIDEXAMPLE",
                new CredentialScope(day, "us-east-1", "ssm"),
                List.of("host"),
                "0".repeat(64),
                NOW,
                false,
                Optional.empty(),
                Optional.empty());
        assertThat(SigV4Verifier.STANDARD.verify(authorization, REQUEST, "secret", NOW))
                .isEqualTo(new Verification.ScopeDateMismatch("Date in Credential scope does not match YYYYMMDD from"
                        + " ISO-8601 version of date from HTTP: '" + day
                        + "' != '20261123', from '20261123T090000Z'."));
    }

    @Test
    void leavesPathsOfS3AsTheyAre() {
        SigningRequest request = new SigningRequest(
                "GET", "/bucket//a/../b%20c%2Fd", "", Map.of("host", List.of("s3")), SigningRequest.UNSIGNED_PAYLOAD);
        assertThat(CanonicalRequest.of(request, List.of("host"), PathStyle.AS_SENT)
                        .text())
                .startsWith("GET\n/bucket//a/../b%20c%2Fd\n\n");
        assertThat(CanonicalRequest.of(request, List.of("host"), PathStyle.NORMALIZED)
                        .text())
                .startsWith("GET\n/bucket/b%2520c%252Fd\n\n");
    }

    private static Verification verify(SigningRequest received, String secret, Instant now)
            throws MalformedAuthorizationException {
        Map<String, String> added = SigV4Signer.sign(REQUEST, CREDENTIALS, "us-east-1", "ssm", NOW);
        SigV4Authorization authorization =
                SigV4Authorization.ofHeader(added.get("Authorization"), name -> Optional.ofNullable(added.get(name)));
        return SigV4Verifier.STANDARD.verify(authorization, SigV4Signer.withHeaders(received, added), secret, now);
    }

    private static SigningRequest with(SigningRequest request, String name, String value) {
        var headers = new HashMap<>(request.headers());
        headers.put(name, List.of(value));
        return new SigningRequest(
                request.method(), request.rawPath(), request.rawQuery(), headers, request.payloadHash());
    }
}
