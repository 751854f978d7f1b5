// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;

/** Every directory under {@code vectors/sigv4} is a case; see the README there. */
class SigV4VectorTest {
    private static final Path VECTORS = Path.of("src/test/resources/vectors/sigv4");
    private static final Instant SIGNED_AT = Instant.parse("2015-08-30T12:36:00Z");
    private static final Credentials CREDENTIALS =
            Credentials.longTerm("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

    /** The SDK cannot send these: it refuses raw spaces and letters beyond ASCII in a path, and climbs no higher than the root. */
    private static final Set<String> BEYOND_THE_SDK = Set.of("get-space", "get-utf8", "get-relative-above-root");

    static Stream<String> cases() throws IOException {
        try (Stream<Path> directories = Files.list(VECTORS)) {
            return directories
                    .filter(Files::isDirectory)
                    .map(directory -> directory.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void signsAsExpected(String name) throws IOException {
        RawRequest raw = read(name);
        List<String> signedHeaders = raw.headers().keySet().stream().sorted().toList();
        CanonicalRequest canonical = CanonicalRequest.of(raw.toSign(), signedHeaders, PathStyle.NORMALIZED);
        CredentialScope scope = CredentialScope.of(SIGNED_AT, "us-east-1", "service");
        StringToSign text = StringToSign.of(AmzDate.format(SIGNED_AT), scope, canonical);
        String signature =
                SigningKey.derive(CREDENTIALS.secretAccessKey(), scope).sign(text);

        Path expected = VECTORS.resolve(name).resolve("expected.txt");
        String actual = canonical.text() + "\n---\n" + text.text() + "\n---\n" + signature + "\n";
        if (System.getProperty("update.golden") != null) {
            Files.writeString(expected, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(expected));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithTheSdk(String name) throws IOException, MalformedAuthorizationException {
        if (BEYOND_THE_SDK.contains(name)) {
            return;
        }
        RawRequest raw = read(name);
        Credentials credentials = raw.headers().containsKey("x-amz-security-token")
                ? Credentials.temporary(
                        CREDENTIALS.accessKeyId(),
                        CREDENTIALS.secretAccessKey(),
                        raw.headers().get("x-amz-security-token").getFirst())
                : CREDENTIALS;
        SdkHttpRequest signed = SdkOracle.sign(raw, credentials, "service", SIGNED_AT, AuthLocation.HEADER);

        Map<String, List<String>> headers = new HashMap<>(raw.headers());
        headers.put("x-amz-content-sha256", signed.headers().get("x-amz-content-sha256"));
        SigningRequest request = new SigningRequest(
                raw.method(), raw.path(), raw.query(), headers, SigningRequest.payloadHash(raw.body()));
        Map<String, String> ours = SigV4Signer.sign(request, credentials, "us-east-1", "service", SIGNED_AT);

        assertThat(ours.get("Authorization"))
                .isEqualTo(signed.firstMatchingHeader("Authorization").orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void verifiesWhatItSigned(String name) throws IOException, MalformedAuthorizationException {
        SigningRequest request = read(name).toSign();
        Map<String, String> added = SigV4Signer.sign(request, CREDENTIALS, "us-east-1", "service", SIGNED_AT);
        SigV4Authorization authorization = SigV4Authorization.ofHeader(
                added.get("Authorization"), header -> Optional.ofNullable(added.get(header)));
        SigningRequest received = SigV4Signer.withHeaders(request, added);

        assertThat(SigV4Verifier.STANDARD.verify(authorization, received, CREDENTIALS.secretAccessKey(), SIGNED_AT))
                .isEqualTo(new Verification.Valid());
    }

    private static RawRequest read(String name) throws IOException {
        return RawRequest.parse(Files.readString(VECTORS.resolve(name).resolve("request.txt")));
    }
}
