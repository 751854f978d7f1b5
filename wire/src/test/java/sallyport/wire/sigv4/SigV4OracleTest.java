// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;

/** Random requests, signed by AWS's SDK: ours must sign the same and must accept the SDK's. The seed is in the name of the case. */
class SigV4OracleTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final String ALPHABET = "abcXYZ019-._~ %/+&=?:#@!$'()*,;ä€😀";

    static Stream<Integer> seeds() {
        return IntStream.range(0, 300).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void signsHeadersAsTheSdkDoes(int seed) {
        var random = new Random(seed);
        RawRequest raw = randomRequest(random);
        Credentials credentials = randomCredentials(random);
        String service = random.nextInt(4) == 0 ? "s3" : "ssm";
        SdkHttpRequest signed = SdkOracle.sign(raw, credentials, service, NOW, AuthLocation.HEADER);

        var headers = new HashMap<>(raw.headers());
        headers.put("x-amz-content-sha256", signed.headers().get("x-amz-content-sha256"));
        SigningRequest request = new SigningRequest(
                raw.method(), raw.path(), raw.query(), headers, SigningRequest.payloadHash(raw.body()));

        assertThat(SigV4Signer.sign(request, credentials, "us-east-1", service, NOW)
                        .get("Authorization"))
                .isEqualTo(signed.firstMatchingHeader("Authorization").orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void acceptsWhatTheSdkPresigns(int seed) throws MalformedAuthorizationException {
        var random = new Random(seed);
        RawRequest raw = withoutBody(randomRequest(random));
        Credentials credentials = randomCredentials(random);
        SdkHttpRequest signed = SdkOracle.sign(raw, credentials, "ssm", NOW, AuthLocation.QUERY_STRING);

        String query = signed.encodedQueryParameters().orElseThrow();
        SigV4Authorization authorization = SigV4Authorization.ofQuery(QueryString.parse(query));
        SigningRequest received =
                new SigningRequest(raw.method(), raw.path(), query, raw.headers(), SigningRequest.EMPTY_PAYLOAD_HASH);

        assertThat(authorization.securityToken()).isEqualTo(credentials.sessionToken());
        assertThat(SigV4Verifier.STANDARD.verify(authorization, received, credentials.secretAccessKey(), NOW))
                .isEqualTo(new Verification.Valid());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void acceptsWhatWePresign(int seed) throws MalformedAuthorizationException {
        var random = new Random(seed);
        SigningRequest request = withoutBody(randomRequest(random)).toSign();
        Credentials credentials = randomCredentials(random);
        String query = SigV4Signer.presign(request, credentials, "us-east-1", "sts", NOW, Duration.ofSeconds(60));

        SigV4Authorization authorization = SigV4Authorization.ofQuery(QueryString.parse(query));
        SigningRequest received = new SigningRequest(
                request.method(), request.rawPath(), query, request.headers(), request.payloadHash());

        assertThat(authorization.validFor()).contains(Duration.ofSeconds(60));
        assertThat(SigV4Verifier.STANDARD.verify(
                        authorization, received, credentials.secretAccessKey(), NOW.plusSeconds(60)))
                .isEqualTo(new Verification.Valid());
        assertThat(SigV4Verifier.STANDARD.verify(
                        authorization, received, credentials.secretAccessKey(), NOW.plusSeconds(61)))
                .isInstanceOf(Verification.Expired.class);
    }

    private static RawRequest randomRequest(Random random) {
        String method = List.of("GET", "POST", "PUT", "DELETE").get(random.nextInt(4));
        var path = new StringBuilder();
        for (int segments = random.nextInt(4); segments >= 0; segments--) {
            path.append('/');
            PercentEncoding.encode(randomText(random, 6), false, path);
        }
        var query = new StringBuilder();
        for (int parameters = random.nextInt(4); parameters > 0; parameters--) {
            query.append(query.isEmpty() ? "" : "&");
            PercentEncoding.encode("p" + randomText(random, 5), false, query);
            query.append('=');
            PercentEncoding.encode(randomText(random, 8), false, query);
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("host", List.of(random.nextBoolean() ? "gw.test" : "gw.test:8443"));
        for (int count = random.nextInt(3); count > 0; count--) {
            var values = new ArrayList<String>();
            for (int repeats = random.nextInt(2); repeats >= 0; repeats--) {
                values.add("v" + " ".repeat(random.nextInt(3)) + random.nextInt(100));
            }
            headers.put("my-header-" + count, values);
        }
        byte[] body =
                method.equals("GET") ? new byte[0] : randomText(random, 40).getBytes(StandardCharsets.UTF_8);
        return new RawRequest(method, path.toString(), query.toString(), headers, body);
    }

    private static RawRequest withoutBody(RawRequest raw) {
        return new RawRequest("GET", raw.path(), raw.query(), raw.headers(), new byte[0]);
    }

    private static Credentials randomCredentials(Random random) {
        String secret = "secret/" + random.nextLong();
        return random.nextBoolean()
                ? Credentials.longTerm("AKIDEXAMPLE", secret)
                : Credentials.temporary("ASIDEXAMPLE", secret, "token/+=" + random.nextLong());
    }

    private static String randomText(Random random, int longest) {
        var text = new StringBuilder();
        int[] alphabet = ALPHABET.codePoints().toArray();
        for (int length = random.nextInt(longest + 1); length > 0; length--) {
            text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
        }
        return text.toString();
    }
}
