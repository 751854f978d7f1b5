// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sallyport.ledger.LedgerEvent;
import sallyport.server.http.Headers;
import sallyport.server.http.HttpRequest;
import sallyport.server.http.HttpResponse;
import sallyport.testkit.GoldenFiles;
import sallyport.wire.sigv4.Credentials;
import sallyport.wire.sigv4.SigV4Signer;
import sallyport.wire.sigv4.SigningRequest;

/** Everything the front door itself refuses, in every protocol: one golden file for each answer. */
class RefusalTest {
    @TempDir
    Path directory;

    /** A good request of a protocol, and what its signature must be for. */
    private record Sample(String service, HttpRequest request) {}

    private interface Spoiler {
        HttpRequest spoil(Sample sample, Instant now);
    }

    private static final Map<String, Sample> SAMPLES = new LinkedHashMap<>();
    private static final Map<String, Spoiler> SPOILERS = new LinkedHashMap<>();

    static {
        SAMPLES.put(
                "json",
                new Sample(
                        "ssm",
                        FrontDoor.jsonRequest("AmazonSSM.StartSession", "{\"Target\":\"i-0123456789abcdef0\"}")));
        SAMPLES.put("query", new Sample("sts", FrontDoor.form("Action=GetCallerIdentity&Version=2011-06-15")));
        SAMPLES.put(
                "ec2",
                new Sample("ec2", FrontDoor.form("Action=CreateTags&Version=2016-11-15&ResourceId.1=i-1&Tag.1.Key=k")));
        SAMPLES.put(
                "gateway",
                new Sample(
                        "ssmmessages",
                        FrontDoor.request(
                                "POST",
                                "/v1/control-channel/" + People.NODE,
                                "",
                                "{\"MessageSchemaVersion\":\"1.0\",\"RequestId\":\"r\"}",
                                "Content-Type",
                                "application/json")));

        SPOILERS.put("unsigned", (sample, now) -> sample.request());
        SPOILERS.put("bearer-token", (sample, now) -> header(sample.request(), "Authorization", "Bearer abc"));
        SPOILERS.put(
                "no-signature",
                (sample, now) -> header(
                        sample.request(),
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIAADMIN/20261123/eu-west-1/" + sample.service()
                                + "/aws4_request"));
        SPOILERS.put("unknown-key", (sample, now) -> sign(sample, Credentials.longTerm("AKIANOBODY", "s"), now));
        SPOILERS.put("inactive-key", (sample, now) -> sign(sample, People.SWITCHED_OFF, now));
        SPOILERS.put(
                "missing-session-token",
                (sample, now) -> sign(sample, Credentials.longTerm("ASIANODE", "node-secret"), now));
        SPOILERS.put(
                "wrong-session-token",
                (sample, now) -> sign(sample, Credentials.temporary("ASIANODE", "node-secret", "guess"), now));
        SPOILERS.put(
                "superfluous-session-token",
                (sample, now) -> sign(sample, Credentials.temporary("AKIAADMIN", "admin-secret", "x"), now));
        SPOILERS.put("expired-session-token", (sample, now) -> sign(sample, People.EXPIRED, now));
        SPOILERS.put("wrong-secret", (sample, now) -> sign(sample, Credentials.longTerm("AKIAADMIN", "guess"), now));
        SPOILERS.put("changed-body", (sample, now) -> changed(sign(sample, People.ADMIN, now)));
        SPOILERS.put(
                "signed-long-ago", (sample, now) -> sign(sample, People.ADMIN, now.minus(Duration.ofSeconds(301))));
        SPOILERS.put(
                "signed-in-the-future", (sample, now) -> sign(sample, People.ADMIN, now.plus(Duration.ofSeconds(301))));
        SPOILERS.put("another-day-in-the-scope", RefusalTest::scopedForYesterday);
        SPOILERS.put(
                "another-region",
                (sample, now) -> FrontDoor.sign(sample.request(), People.ADMIN, "ap-south-1", sample.service(), now));
        SPOILERS.put(
                "another-service",
                (sample, now) -> FrontDoor.sign(sample.request(), People.ADMIN, "eu-west-1", "s3", now));
    }

    static Stream<Arguments> cases() {
        return SAMPLES.keySet().stream()
                .flatMap(protocol -> SPOILERS.keySet().stream().map(fault -> Arguments.of(protocol, fault)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void refusesAuthentication(String protocol, String fault) throws IOException {
        try (var door = new FrontDoor(directory)) {
            Sample sample = SAMPLES.get(protocol);
            assertThat(door.send(door.sign(
                                    sample.request(),
                                    protocol.equals("gateway") ? People.AGENT : People.ADMIN,
                                    sample.service()))
                            .status())
                    .describedAs("the request before it is spoiled")
                    .isBetween(200, 201);
            int before = door.operations.handled.get();

            HttpResponse response = door.send(SPOILERS.get(fault).spoil(sample, door.clock.instant()));

            GoldenFiles.assertMatches("refusals/" + protocol + "/" + fault + ".http", FrontDoor.shown(response));
            assertThat(door.operations.handled).hasValue(before);
        }
    }

    /** What a request with a good signature is refused for. */
    static Stream<Arguments> requests() {
        return Stream.of(jsonRequests(), queryRequests(), ec2Requests(), gatewayRequests())
                .flatMap(requests -> requests);
    }

    private static Stream<Arguments> jsonRequests() {
        return Stream.of(
                Arguments.of(
                        "json/denied", People.ALICE, "ssm", SAMPLES.get("json").request()),
                Arguments.of("json/unknown-operation", People.ADMIN, "ssm", json("AmazonSSM.Nonsense", "{}")),
                Arguments.of("json/unknown-service", People.ADMIN, "dynamodb", json("DynamoDB_20120810.GetItem", "{}")),
                Arguments.of("json/no-json", People.ADMIN, "ssm", json("AmazonSSM.StartSession", "{\"Target\":")),
                Arguments.of(
                        "json/too-deep",
                        People.ADMIN,
                        "ssm",
                        json("AmazonSSM.StartSession", "{\"Target\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}")),
                Arguments.of(
                        "json/too-long",
                        People.ADMIN,
                        "ssm",
                        json("AmazonSSM.StartSession", "{\"Target\":\"" + "x".repeat(1_100_000) + "\"}")),
                Arguments.of(
                        "json/wrong-content-type",
                        People.ADMIN,
                        "ssm",
                        FrontDoor.request(
                                "POST",
                                "/",
                                "",
                                "{}",
                                "Content-Type",
                                "text/plain",
                                "X-Amz-Target",
                                "AmazonSSM.StartSession")),
                Arguments.of("json/wrong-type", People.ADMIN, "ssm", json("AmazonSSM.StartSession", "{\"Target\":5}")),
                Arguments.of("json/missing-member", People.ADMIN, "ssm", json("AmazonSSM.StartSession", "{}")),
                Arguments.of(
                        "json/several-faults",
                        People.ADMIN,
                        "ssm",
                        json(
                                "AmazonSSM.StartSession",
                                "{\"Target\":\"\",\"DocumentName\":\"?\",\"Parameters\":{\"p\":[\"\"]}}")),
                Arguments.of(
                        "json/receiver-error",
                        People.ADMIN,
                        "ssm",
                        json("AmazonSSM.GetConnectionStatus", "{\"Target\":\"fail\"}")));
    }

    private static Stream<Arguments> queryRequests() {
        return Stream.of(
                Arguments.of(
                        "query/unknown-operation",
                        People.ADMIN,
                        "sts",
                        FrontDoor.form("Action=Nonsense&Version=2011-06-15")),
                Arguments.of(
                        "query/unknown-service",
                        People.ADMIN,
                        "iam",
                        FrontDoor.form("Action=ListUsers&Version=2010-05-08")),
                Arguments.of(
                        "query/parameter-twice",
                        People.ADMIN,
                        "sts",
                        FrontDoor.form("Action=GetCallerIdentity&Version=2011-06-15&A=1&A=2")),
                Arguments.of(
                        "query/wrong-content-type",
                        People.ADMIN,
                        "sts",
                        plainText("/", "Action=GetCallerIdentity&Version=2011-06-15")));
    }

    private static Stream<Arguments> ec2Requests() {
        return Stream.of(
                Arguments.of(
                        "ec2/denied", People.ALICE, "ec2", SAMPLES.get("ec2").request()),
                Arguments.of(
                        "ec2/unknown-operation",
                        People.ADMIN,
                        "ec2",
                        FrontDoor.form("Action=RunInstances&Version=2016-11-15")),
                Arguments.of(
                        "ec2/missing-member",
                        People.ADMIN,
                        "ec2",
                        FrontDoor.form("Action=CreateTags&Version=2016-11-15&Tag.1.Key=k")),
                Arguments.of(
                        "ec2/wrong-type",
                        People.ADMIN,
                        "ec2",
                        FrontDoor.form("Action=DescribeTags&Version=2016-11-15&MaxResults=many")),
                Arguments.of(
                        "ec2/wrong-content-type",
                        People.ADMIN,
                        "ec2",
                        plainText("/", "Action=DescribeTags&Version=2016-11-15")));
    }

    private static Stream<Arguments> gatewayRequests() {
        return Stream.of(
                Arguments.of(
                        "gateway/denied",
                        People.AGENT,
                        "ssmmessages",
                        gateway("/v1/control-channel/mi-ffffffffffffffff0", SAMPLES.get("gateway"))),
                Arguments.of(
                        "gateway/wrong-content-type",
                        People.ADMIN,
                        "ssmmessages",
                        plainText("/v1/control-channel/" + People.NODE, "{}")),
                Arguments.of(
                        "gateway/missing-member",
                        People.AGENT,
                        "ssmmessages",
                        FrontDoor.request("POST", "/v1/control-channel/" + People.NODE, "", "{}")));
    }

    private static HttpRequest plainText(String path, String body) {
        return FrontDoor.request("POST", path, "", body, "Content-Type", "text/plain");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void refusesRequests(String name, Credentials credentials, String service, HttpRequest request) throws IOException {
        try (var door = new FrontDoor(directory)) {
            HttpResponse response = door.send(door.sign(request, credentials, service));
            GoldenFiles.assertMatches("refusals/" + name + ".http", FrontDoor.shown(response));
            assertThat(door.operations.handled).hasValue(0);
        }
    }

    /** The listener has not kept the body: the header alone must tell in which protocol to answer. */
    @ParameterizedTest
    @MethodSource("protocols")
    void refusesABodyTheListenerDoesNotTake(String protocol) throws IOException {
        try (var door = new FrontDoor(directory)) {
            Sample sample = SAMPLES.get(protocol);
            HttpRequest signed = door.sign(sample.request(), People.ADMIN, sample.service());
            HttpRequest head = new HttpRequest(
                    signed.method(), signed.path(), signed.query(), signed.headers(), new byte[0], signed.remote());

            HttpResponse response = door.refuseBody(head);

            GoldenFiles.assertMatches("refusals/" + protocol + "/body-not-taken.http", FrontDoor.shown(response));
            assertThat(door.calls()).singleElement().isInstanceOf(LedgerEvent.Unauthenticated.class);
        }
    }

    static Stream<String> protocols() {
        return SAMPLES.keySet().stream();
    }

    @Test
    void namesTheCallerOfALongBody() throws IOException {
        try (var door = new FrontDoor(directory)) {
            door.json(People.ADMIN, "AmazonSSM.StartSession", "{\"Target\":\"" + "x".repeat(1_100_000) + "\"}");
            assertThat(door.calls()).singleElement().isInstanceOfSatisfying(LedgerEvent.ApiCall.class, call -> {
                assertThat(call.errorCode()).isEqualTo("RequestEntityTooLargeException");
                assertThat(call.call().caller().arn()).endsWith("user/admin");
            });
        }
    }

    @Test
    void namesTheWholeTargetOfAnUnknownService() throws IOException {
        try (var door = new FrontDoor(directory)) {
            door.json(People.ADMIN, "Nobody.StartSession", "{}");
            assertThat(door.calls())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            LedgerEvent.ApiCall.class,
                            call -> assertThat(call.call().operation()).isEqualTo("Nobody.StartSession"));
        }
    }

    @Test
    void refusesARequestWhoseTargetIsNotSigned() throws IOException {
        try (var door = new FrontDoor(directory)) {
            HttpRequest untargeted = FrontDoor.request(
                    "POST", "/", "", "{\"Target\":\"x\"}", "Content-Type", "application/x-amz-json-1.1");
            HttpRequest retargeted =
                    header(door.sign(untargeted, People.ADMIN, "ssm"), "X-Amz-Target", "AmazonSSM.GetConnectionStatus");
            GoldenFiles.assertMatches("refusals/json/unsigned-target.http", FrontDoor.shown(door.send(retargeted)));
        }
    }

    @Test
    void acceptsAPresignedPostWithoutABody() throws IOException {
        try (var door = new FrontDoor(directory)) {
            var toSign = new SigningRequest(
                    "POST",
                    "/",
                    "Action=GetCallerIdentity&Version=2011-06-15",
                    Map.of("host", List.of("gw.test:8443")),
                    SigningRequest.EMPTY_PAYLOAD_HASH);
            String query = SigV4Signer.presign(
                    toSign, People.ALICE, "eu-west-1", "sts", door.clock.instant(), Duration.ofMinutes(1));
            assertThat(FrontDoor.body(door.send(FrontDoor.request("POST", "/", query, ""))))
                    .contains("user/alice");
        }
    }

    @Test
    void acceptsAPresignedRequestUntilItExpires() throws IOException {
        try (var door = new FrontDoor(directory)) {
            String action = "Action=GetCallerIdentity&Version=2011-06-15";
            var toSign = new SigningRequest(
                    "GET", "/", action, Map.of("host", List.of("gw.test:8443")), SigningRequest.EMPTY_PAYLOAD_HASH);
            String query = SigV4Signer.presign(
                    toSign, People.AGENT, "us-east-1", "sts", door.clock.instant(), Duration.ofMinutes(10));
            HttpRequest presigned = FrontDoor.request("GET", "/", query, "");

            door.clock.advance(Duration.ofMinutes(10));
            assertThat(FrontDoor.body(door.send(presigned))).contains("assumed-role/SallyportNode/" + People.NODE);
            assertThat(FrontDoor.body(door.send(FrontDoor.request("GET", "/", query + "&More=1", ""))))
                    .contains("SignatureDoesNotMatch");
            door.clock.advance(Duration.ofSeconds(1));
            GoldenFiles.assertMatches("refusals/query/presigned-expired.http", FrontDoor.shown(door.send(presigned)));
        }
    }

    private static HttpRequest json(String target, String body) {
        return FrontDoor.jsonRequest(target, body);
    }

    private static HttpRequest gateway(String path, Sample sample) {
        HttpRequest request = sample.request();
        return new HttpRequest("POST", path, "", request.headers(), request.body(), request.remote());
    }

    private static HttpRequest sign(Sample sample, Credentials credentials, Instant signedAt) {
        return FrontDoor.sign(sample.request(), credentials, "eu-west-1", sample.service(), signedAt);
    }

    private static HttpRequest header(HttpRequest request, String name, String value) {
        return FrontDoor.with(request, Map.of(name, value));
    }

    private static HttpRequest changed(HttpRequest request) {
        byte[] body = (new String(request.body(), StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8);
        return new HttpRequest(
                request.method(), request.path(), request.query(), request.headers(), body, request.remote());
    }

    private static HttpRequest scopedForYesterday(Sample sample, Instant now) {
        HttpRequest signed = sign(sample, People.ADMIN, now);
        Headers headers = sample.request().headers();
        String authorization = signed.headers().first("Authorization").orElseThrow();
        return FrontDoor.with(
                new HttpRequest(
                        signed.method(), signed.path(), signed.query(), headers, signed.body(), signed.remote()),
                Map.of(
                        "X-Amz-Date",
                        signed.headers().first("X-Amz-Date").orElseThrow(),
                        "Authorization",
                        authorization.replace("/20261123/", "/20261122/")));
    }
}
