// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static sallyport.server.aws.FrontDoor.body;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sallyport.ledger.LedgerEvent;
import sallyport.ledger.LedgerEvent.ApiCall;
import sallyport.ledger.LedgerEvent.ApiIntent;
import sallyport.ledger.LedgerEvent.ApiOutcome;
import sallyport.ledger.LedgerEvent.Result;
import sallyport.ledger.LedgerEvent.Unauthenticated;
import sallyport.server.aws.shape.ModelReader;
import sallyport.server.aws.shape.OperationModel;
import sallyport.server.http.HttpRequest;
import sallyport.server.http.HttpResponse;
import sallyport.wire.sigv4.Credentials;
import sallyport.wire.sigv4.NodeSignature;

/** What happens to a request between the wire and the ledger. */
class AwsEndpointTest {
    private static final String START = "AmazonSSM.StartSession";
    private static final String TARGET = "{\"Target\":\"i-0123456789abcdef0\"}";

    @TempDir
    Path directory;

    private FrontDoor door;

    @BeforeEach
    void open() throws IOException {
        door = new FrontDoor(directory);
    }

    @AfterEach
    void close() throws IOException {
        door.close();
    }

    @Test
    void putsAChangeOnTheLedgerBeforeAndAfterItHappens() throws IOException {
        HttpResponse response = door.json(People.ADMIN, START, TARGET);

        assertThat(response.status()).isEqualTo(200);
        assertThat(body(response))
                .isEqualTo(
                        "{\"SessionId\":\"admin-1\",\"TokenValue\":\"secret-token\",\"StreamUrl\":\"wss://gw.test/\"}");
        List<LedgerEvent> events = door.calls();
        assertThat(events).hasExactlyElementsOfTypes(ApiIntent.class, ApiOutcome.class);
        LedgerEvent.Call call = ((ApiIntent) events.get(0)).call();
        assertThat(call.caller())
                .isEqualTo(new LedgerEvent.Caller(
                        "IAMUser", "arn:aws:iam::111122223333:user/admin", "AIDAadmin", "111122223333", "AKIAADMIN"));
        assertThat(call.service() + ":" + call.operation()).isEqualTo("ssm:StartSession");
        assertThat(call.sourceIp()).isEqualTo("192.0.2.7");
        assertThat(call.requestId())
                .isEqualTo(response.headers().first("x-amzn-RequestId").orElseThrow());
        assertThat(call.resources()).containsExactly("arn:aws:ec2:eu-west-1:111122223333:instance/i-0123456789abcdef0");
        assertThat(call.parameters().toString()).isEqualTo(TARGET);
        ApiOutcome outcome = (ApiOutcome) events.get(1);
        assertThat(outcome.intent()).isEqualTo(1);
        assertThat(outcome.result()).isEqualTo(Result.SUCCEEDED);
        assertThat(outcome.response().toString()).contains("admin-1", "\"TokenValue\":\"***\"");
    }

    @Test
    void recordsAChangeThatFails() throws IOException {
        HttpResponse response = door.json(People.ADMIN, START, "{\"Target\":\"i-0000dead\"}");

        assertThat(response.status()).isEqualTo(400);
        assertThat(body(response))
                .isEqualTo("{\"__type\":\"TargetNotConnected\",\"Message\":\"i-0000dead is not connected.\"}");
        assertThat(((ApiOutcome) door.calls().get(1)))
                .extracting(ApiOutcome::result, ApiOutcome::errorCode, ApiOutcome::message)
                .containsExactly(Result.FAILED, "TargetNotConnected", "i-0000dead is not connected.");
    }

    @Test
    void answersABugWithoutTellingItAndClosesTheIntent() throws IOException {
        HttpResponse response = door.json(People.ADMIN, START, "{\"Target\":\"i-00000bad\"}");

        assertThat(response.status()).isEqualTo(500);
        assertThat(body(response)).contains("InternalServerError").doesNotContain("bug");
        assertThat(((ApiOutcome) door.calls().get(1)).errorCode()).isEqualTo("InternalServerError");
    }

    @Test
    void answersABugOfThePlanBeforeAnythingHappens() throws IOException {
        String request = "{\"Target\":\"i-0123456789abcdef0\",\"DocumentName\":\"unplannable\"}";
        assertThat(door.json(People.ADMIN, START, request).status()).isEqualTo(500);
        assertThat(door.operations.handled).hasValue(0);
        assertThat(door.calls()).hasExactlyElementsOfTypes(ApiCall.class);
    }

    @Test
    void deniesWhoMayNotAndSaysSoInAwssWords() throws IOException {
        HttpResponse response = door.json(People.ALICE, START, TARGET);

        String sentence = "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: ssm:StartSession on"
                + " resource: arn:aws:ec2:eu-west-1:111122223333:instance/i-0123456789abcdef0 because no identity-based"
                + " policy allows the ssm:StartSession action";
        assertThat(response.status()).isEqualTo(400);
        assertThat(body(response)).isEqualTo("{\"__type\":\"AccessDeniedException\",\"Message\":\"" + sentence + "\"}");
        assertThat(door.operations.handled).hasValue(0);
        assertThat(door.calls()).singleElement().isInstanceOfSatisfying(ApiCall.class, call -> {
            assertThat(call.result()).isEqualTo(Result.DENIED);
            assertThat(call.errorCode()).isEqualTo("AccessDeniedException");
            assertThat(call.message()).isEqualTo(sentence);
        });
    }

    @Test
    void recordsAReadOnce() throws IOException {
        assertThat(body(door.json(People.ADMIN, "AmazonSSM.GetConnectionStatus", "{\"Target\":\"x\"}")))
                .isEqualTo("{\"Target\":\"x\",\"Status\":\"connected\"}");
        assertThat(door.calls())
                .singleElement()
                .isInstanceOfSatisfying(
                        ApiCall.class, call -> assertThat(call.result()).isEqualTo(Result.SUCCEEDED));
    }

    @Test
    void recordsInvalidRequestsOfPeopleItKnows() throws IOException {
        assertThat(door.json(People.ADMIN, START, "{}").status()).isEqualTo(400);
        assertThat(door.json(People.ADMIN, START, "{").status()).isEqualTo(400);
        assertThat(door.json(People.ADMIN, "AmazonSSM.Nonsense", "{}").status()).isEqualTo(400);
        assertThat(door.json(People.ADMIN, "Logs_20140328.PutLogEvents", "{}").status())
                .isEqualTo(400);
        assertThat(door.calls())
                .extracting(
                        event -> ((ApiCall) event).call().operation(),
                        event -> ((ApiCall) event).result(),
                        event -> ((ApiCall) event).errorCode())
                .containsExactly(
                        tuple("StartSession", Result.FAILED, "ValidationException"),
                        tuple("StartSession", Result.FAILED, "SerializationException"),
                        tuple("Nonsense", Result.FAILED, "UnknownOperationException"),
                        tuple("Logs_20140328.PutLogEvents", Result.FAILED, "UnknownOperationException"));
    }

    @Test
    void leavesSuccessfulHeartbeatsOutAndKeepsRefusedOnes() throws IOException {
        String own =
                "{\"InstanceId\":\"" + People.NODE + "\",\"IPAddress\":\"192.0.2.9\",\"SSMConnectionChannel\":\"\"}";
        HttpResponse response = door.json(People.AGENT, "AmazonSSM.UpdateInstanceInformation", own);
        assertThat(response.status()).isEqualTo(200);
        assertThat(body(response)).isEqualTo("{}");
        String foreign = "{\"InstanceId\":\"mi-ffffffffffffffff0\",\"IPAddress\":\"192.0.2.9\"}";
        assertThat(door.json(People.AGENT, "AmazonSSM.UpdateInstanceInformation", foreign)
                        .status())
                .isEqualTo(400);

        assertThat(door.operations.handled).hasValue(1);
        assertThat(door.calls()).singleElement().isInstanceOfSatisfying(ApiCall.class, call -> {
            assertThat(call.result()).isEqualTo(Result.DENIED);
            assertThat(call.call().caller().kind()).isEqualTo("Node");
            assertThat(call.call().parameters().toString()).contains("\"IPAddress\":\"***\"");
        });
    }

    @Test
    void refusesEverythingWhenTheLedgerCannotBeWritten() throws IOException {
        door.ledger.close();
        assertThat(door.json(People.ADMIN, START, TARGET).status()).isEqualTo(500);
        assertThat(door.operations.handled).hasValue(0);
        assertThat(door.json(People.ADMIN, "AmazonSSM.GetConnectionStatus", "{\"Target\":\"x\"}")
                        .status())
                .isEqualTo(500);
        assertThat(door.json(People.ALICE, START, TARGET).status()).isEqualTo(500);
        assertThat(door.json(People.ADMIN, "AmazonSSM.Nonsense", "{}").status()).isEqualTo(500);
        assertThat(door.query(People.ADMIN, "ec2", "Action=CreateTags&Version=2016-11-15&ResourceId.1=i-1&Tag.1.Key=a")
                        .status())
                .isEqualTo(500);
        assertThat(door.operations.handled).hasValue(0);
    }

    @Test
    void onlyCountsRequestsOfNobody() throws IOException {
        door.send(FrontDoor.jsonRequest(START, TARGET));
        door.send(FrontDoor.jsonRequest(START, TARGET));
        door.send(FrontDoor.jsonRequest("AmazonSSM.Nonsense", "{}"));
        door.json(Credentials.longTerm("AKIAADMIN", "wrong"), START, TARGET);

        assertThat(door.calls())
                .extracting(
                        event -> ((Unauthenticated) event).source(),
                        event -> ((Unauthenticated) event).errorCode(),
                        event -> ((Unauthenticated) event).count())
                .containsExactlyInAnyOrder(
                        tuple("192.0.2.7", "MissingAuthenticationTokenException", 2L),
                        tuple("192.0.2.7", "UnknownOperationException", 1L),
                        tuple("192.0.2.7", "InvalidSignatureException", 1L));
    }

    @Test
    void servesUnsignedOperationsAndCountsTheirFailures() throws IOException {
        String good = registration("good-code-of-an-activation");
        assertThat(body(door.send(FrontDoor.jsonRequest("AmazonSSM.RegisterManagedInstance", good))))
                .isEqualTo("{\"InstanceId\":\"mi-0123456789abcdef0\"}");
        HttpResponse refused = door.send(
                FrontDoor.jsonRequest("AmazonSSM.RegisterManagedInstance", registration("bad-code-of-an-activation")));
        assertThat(body(refused)).isEqualTo("{\"__type\":\"InvalidActivation\"}");

        List<LedgerEvent> events = door.calls();
        assertThat(events).hasExactlyElementsOfTypes(ApiIntent.class, ApiOutcome.class, Unauthenticated.class);
        LedgerEvent.Call call = ((ApiIntent) events.get(0)).call();
        assertThat(call.caller().kind()).isEqualTo("Anonymous");
        assertThat(call.parameters().toString())
                .contains("\"ActivationCode\":\"***\"")
                .doesNotContain("good-code");
    }

    @Test
    void believesANodesOwnKeyOnce() throws Exception {
        HttpRequest request =
                FrontDoor.jsonRequest("AmazonSSM.RequestManagedInstanceRoleToken", "{\"Fingerprint\":\"f\"}");
        HttpRequest signed = FrontDoor.with(
                request,
                NodeSignature.sign(
                        FrontDoor.toSign(request),
                        People.NODE.text(),
                        People.NODE_KEYS.getPrivate(),
                        "eu-west-1",
                        door.clock.instant()));

        assertThat(body(door.send(signed)))
                .isEqualTo("{\"AccessKeyId\":\"ASIANEW\",\"SecretAccessKey\":\"new-secret\","
                        + "\"TokenExpirationDate\":1795428000.5,\"UpdateKeyPair\":false}");
        HttpResponse replayed = door.send(signed);
        assertThat(replayed.status()).isEqualTo(400);
        assertThat(body(replayed)).contains("The request signature has been used before.");
        assertThat(((ApiOutcome) door.calls().get(1)).response().toString())
                .contains("\"SecretAccessKey\":\"***\"", "2026-11-23T10:00:00.500Z");
    }

    @Test
    void acceptsNoAccessKeyWhereTheNodesOwnIsWanted() {
        HttpResponse response =
                door.json(People.AGENT, "AmazonSSM.RequestManagedInstanceRoleToken", "{\"Fingerprint\":\"f\"}");
        assertThat(body(response)).contains("UnrecognizedClientException");
    }

    @Test
    void servesTheMessageGateway() throws IOException {
        HttpRequest request = FrontDoor.request(
                "POST",
                "/v1/control-channel/" + People.NODE,
                "",
                "{\"MessageSchemaVersion\":\"1.0\",\"RequestId\":\"r\",\"InstanceId\":\"mi-ffffffffffffffff0\"}",
                "Content-Type",
                "application/json");
        HttpResponse response = door.send(door.sign(request, People.AGENT, "ssmmessages"));

        assertThat(response.status()).isEqualTo(201);
        assertThat(body(response))
                .isEqualTo("<CreateControlChannelResponse xmlns=\"http://ssm.amazonaws.com/doc/2017-09-30/\">"
                        + "<MessageSchemaVersion>1.0</MessageSchemaVersion><TokenValue>AAEAA&lt;token&gt;</TokenValue>"
                        + "</CreateControlChannelResponse>");
        assertThat(((ApiOutcome) door.calls().get(1)).response().toString()).contains("\"TokenValue\":\"***\"");
    }

    @Test
    void servesQueriesInTheBodyAndInTheUrl() {
        String expected = "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                + "<GetCallerIdentityResult><UserId>AIDAalice</UserId><Account>111122223333</Account>"
                + "<Arn>arn:aws:iam::111122223333:user/alice</Arn></GetCallerIdentityResult>"
                + "<ResponseMetadata><RequestId>REQUEST-ID</RequestId></ResponseMetadata></GetCallerIdentityResponse>";
        String action = "Action=GetCallerIdentity&Version=2011-06-15";
        assertThat(FrontDoor.shown(door.query(People.ALICE, "sts", action)))
                .isEqualTo("HTTP 200\nContent-Type: text/xml\n\n" + expected + "\n");
        HttpRequest get = door.sign(FrontDoor.request("GET", "/", action, ""), People.ALICE, "sts");
        assertThat(FrontDoor.shown(door.send(get))).contains(expected);
    }

    @Test
    void servesEc2() {
        HttpResponse tagged = door.query(
                People.ADMIN,
                "ec2",
                "Action=CreateTags&Version=2016-11-15&ResourceId.1=i-1&ResourceId.2=i-2&Tag.1.Key=a&Tag.1.Value=1"
                        + "&Tag.2.Key=b&Tag.2.Value=");
        assertThat(FrontDoor.shown(tagged))
                .isEqualTo("HTTP 200\nContent-Type: text/xml;charset=UTF-8\n\n"
                        + "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<CreateTagsResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">"
                        + "<requestId>REQUEST-ID</requestId><return>true</return></CreateTagsResponse>\n");
        assertThat(door.operations.handled).hasValue(2);
        assertThat(body(door.query(
                        People.ADMIN,
                        "ec2",
                        "Action=DescribeTags&Version=2016-11-15&Filter.1.Name=key&Filter.1.Value.1=a%26b"
                                + "&Filter.2.Name=value&Filter.2.Value.1=c")))
                .contains("<tagSet><item><key>key</key><resourceId>i-0123456789abcdef0</resourceId>"
                        + "<resourceType>instance</resourceType><value>a&amp;b</value></item><item><key>value</key>");
    }

    @Test
    void readsTypedRequestsAndWritesTypedReplies() {
        String request = "{\"State\":\"Active\",\"MaxResults\":5,\"Unknown\":[{}],\"NextToken\":\"n\",\"Filters\":["
                + "{\"key\":\"Owner\",\"value\":\"me\"},{\"key\":\"Target\",\"value\":\"i-1\"}]}";
        assertThat(body(door.json(People.ADMIN, "AmazonSSM.DescribeSessions", request)))
                .isEqualTo("{\"Sessions\":[{\"SessionId\":\"Owner=me\",\"StartDate\":1795424400},"
                        + "{\"SessionId\":\"Target=i-1\",\"StartDate\":1795424400}],\"NextToken\":\"n\"}");
        assertThat(body(door.json(People.ADMIN, "AmazonSSM.DescribeSessions", "{\"State\":\"History\"}")))
                .isEqualTo("{\"Sessions\":[]}");
    }

    @Test
    void answersInTheProtocolTheRequestSpeaksEvenWhenItServesNothingLikeIt() {
        assertThat(body(door.query(People.ADMIN, "iam", "Action=ListUsers&Version=2010-05-08")))
                .contains("<Code>InvalidAction</Code>", "Could not find operation ListUsers for version 2010-05-08");
        assertThat(body(door.query(People.ADMIN, "ec2", "Action=RunInstances&Version=2016-11-15")))
                .contains("<Errors><Error><Code>InvalidAction</Code>");
        HttpResponse stray = door.send(FrontDoor.request("GET", "/index.html", "", ""));
        assertThat(stray.status()).isEqualTo(400);
        assertThat(body(stray)).isEqualTo("{\"__type\":\"UnknownOperationException\"}");
        HttpRequest text =
                FrontDoor.request("POST", "/", "", TARGET, "Content-Type", "text/plain", "X-Amz-Target", START);
        assertThat(body(door.send(door.sign(text, People.ADMIN, "ssm")))).contains("UnknownOperationException");
    }

    @Test
    void refusesABodyLargerThanAnyRealRequestUnread() {
        HttpRequest large = FrontDoor.jsonRequest(START, "x".repeat(1024 * 1024 + 1));
        assertThat(door.send(large).status()).isEqualTo(413);
    }

    @Test
    void keepsLargeAndDeepRequestsSmallOnTheLedger() throws IOException {
        String deep = "{\"Target\":\"i-1\",\"Parameters\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
        assertThat(body(door.json(People.ADMIN, START, deep))).contains("SerializationException");
        String wide = "{\"Target\":\"i-1\",\"Reason\":\"" + "r".repeat(900_000) + "\"}";
        assertThat(body(door.json(People.ADMIN, START, wide)))
                .contains("less than or equal to 256")
                .hasSizeLessThan(2_000);
        assertThat(door.calls())
                .hasSize(2)
                .allSatisfy(event -> assertThat(
                                ((ApiCall) event).call().parameters().toString())
                        .hasSizeLessThan(40_000));
    }

    @Test
    void refusesToServeAnOperationThatDoesNotFitItsModel() {
        record Misnamed(String tragets) {}
        record MayBeAbsent(String target, String documentName) {}
        record WrongType(int target) {}
        OperationModel model =
                Objects.requireNonNull(ModelReader.read("ssm").operations().get("StartSession"));
        assertThatThrownBy(() -> RecordCheck.request(model.input(), Misnamed.class))
                .hasMessageEndingWith("tragets is no member of StartSessionRequest");
        assertThatThrownBy(() -> RecordCheck.request(model.input(), MayBeAbsent.class))
                .hasMessageEndingWith("documentName may be absent and must be Optional");
        assertThatThrownBy(() -> RecordCheck.request(model.input(), WrongType.class))
                .hasMessageEndingWith("target cannot be a int");
    }

    private static String registration(String code) {
        return "{\"ActivationCode\":\"" + code + "\",\"ActivationId\":\"7a62c49f-347e-4fc4-9331-6e8e7a96aa73\","
                + "\"PublicKey\":\"k\",\"PublicKeyType\":\"Rsa\",\"Fingerprint\":\"f\"}";
    }
}
