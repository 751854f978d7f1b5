// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sallyport.wire.frame.Frame;
import sallyport.wire.frame.MalformedFrameException;
import sallyport.wire.frame.MessageType;
import sallyport.wire.frame.PayloadType;
import sallyport.wire.message.RequestedClientAction.KmsEncryption;
import sallyport.wire.message.RequestedClientAction.SelectSessionType;

class MessagesTest {
    private static final UUID ID = UUID.fromString("6ba7b810-9dad-41d1-80b4-00c04fd430c8");

    /** Texts as the official ends send them: the payloads of the frame vectors, and open frames seen on the wire. */
    static Stream<Arguments> officialTexts() {
        return Stream.of(
                arguments(HandshakeRequest.class, """
                        {"AgentVersion":"3.3.0.0","RequestedClientActions":[{"ActionType":"SessionType","ActionParameters":\
                        {"SessionType":"Standard_Stream","Properties":null}}]}"""),
                arguments(HandshakeResponse.class, """
                        {"ClientVersion":"1.2.707.0","ProcessedClientActions":[{"ActionType":"SessionType","ActionStatus":1,\
                        "ActionResult":null,"Error":""}],"Errors":null}"""),
                arguments(HandshakeComplete.class, "{\"HandshakeTimeToComplete\":123456789,\"CustomerMessage\":\"\"}"),
                arguments(Acknowledge.class, """
                        {"AcknowledgedMessageType":"output_stream_data","AcknowledgedMessageId":\
                        "6ba7b810-9dad-41d1-80b4-00c04fd430c8","AcknowledgedMessageSequenceNumber":7,"IsSequentialMessage":true}"""),
                arguments(ChannelClosed.class, """
                        {"MessageId":"6ba7b810-9dad-41d1-80b4-00c04fd430c8","CreatedDate":"1700000000123","DestinationId":\
                        "i-0123456789abcdef0","SessionId":"user-0abc","MessageType":"channel_closed","SchemaVersion":1,\
                        "Output":"Session timed out."}"""),
                arguments(
                        AgentSessionState.class,
                        "{\"SchemaVersion\":1,\"SessionState\":\"Connected\",\"SessionId\":\"user-0abc\"}"),
                arguments(TerminalSize.class, "{\"cols\":80,\"rows\":24}"),
                arguments(OpenDataChannel.class, """
                        {"MessageSchemaVersion":"1.0","RequestId":"r","TokenValue":"t","ClientId":"c","ClientVersion":"1.2.0.0"}"""),
                arguments(OpenDataChannel.class, """
                        {"MessageSchemaVersion":"1.0","RequestId":"r","TokenValue":"t","ClientInstanceId":"mi-1","ClientId":""}"""),
                arguments(OpenControlChannel.class, """
                        {"Cookie":null,"MessageSchemaVersion":"1.0","RequestId":"r","TokenValue":"t","AgentVersion":"3.3.0.0",\
                        "PlatformType":"linux"}"""),
                arguments(AgentTaskComplete.class, """
                        {"SchemaVersion":1,"TaskId":"s-1","Topic":"agent_task_complete","FinalTaskStatus":"Success",\
                        "IsRoutingFailure":false,"AwsAccountId":"","InstanceId":"mi-1","Output":"","S3Bucket":"",\
                        "S3UrlSuffix":"","CwlGroup":"","CwlStream":"","RetryNumber":1}"""));
    }

    @ParameterizedTest
    @MethodSource("officialTexts")
    void writesBackWhatTheOfficialEndsSend(Class<?> type, String text) throws Exception {
        assertThat(Messages.writeString(Messages.read(text, type))).isEqualTo(text);
    }

    @Test
    void readsAPortHandshakeWithAnActionItDoesNotKnow() throws Exception {
        HandshakeRequest request = Messages.read("""
                {"AgentVersion":"3.3.0.0","RequestedClientActions":[
                 {"ActionType":"SessionType","ActionParameters":{"SessionType":"Port","Properties":
                  {"portNumber":"9001","localPortNumber":"9101","type":"LocalPortForwarding"}}},
                 {"ActionType":"KMSEncryption","ActionParameters":{"KMSKeyId":"k","Challenge":"Yw=="}},
                 {"ActionType":"Dance","ActionParameters":{"Steps":3}}]}""", HandshakeRequest.class);

        assertThat(request.requestedClientActions())
                .containsExactly(
                        new SelectSessionType(
                                SessionType.PORT,
                                new PortProperties("9001", "9101", "LocalPortForwarding", null, null, null)),
                        new KmsEncryption(new KmsEncryption.KmsParameters("k", "Yw==")),
                        new RequestedClientAction.Unknown("Dance"));
        assertThat(ProcessedClientAction.unsupported(
                        request.requestedClientActions().getLast()))
                .isEqualTo(new ProcessedClientAction("Dance", 3, null, "Unsupported action Dance"));
    }

    @Test
    void marksOurEndsAndNoOthers() throws Exception {
        OpenDataChannel ours = OpenDataChannel.ofClient("r", "t", "c", "1.2.9999.0");

        assertThat(Messages.writeString(ours)).endsWith(",\"Sallyport\":{\"stream\":1}}");
        assertThat(Messages.read(Messages.write(ours), OpenDataChannel.class)).isEqualTo(ours);
        assertThat(Messages.read("{\"TokenValue\":\"t\"}", OpenDataChannel.class)
                        .sallyport())
                .isNull();
    }

    @Test
    void keepsTokensOutOfLogs() {
        assertThat(OpenDataChannel.ofAgent("r", "hush", "c", "mi-1")).asString().doesNotContain("hush");
        assertThat(OpenControlChannel.ofAgent("r", "hush", "3.3.9999.0", "linux"))
                .asString()
                .doesNotContain("hush");
        assertThatThrownBy(() -> Messages.read("{\"TokenValue\":\"hush\" oops", OpenDataChannel.class))
                .hasMessageNotContaining("hush")
                .hasNoCause();
    }

    @Test
    void acknowledgesAFrameByItsNumber() throws Exception {
        Frame frame = new Frame(MessageType.OUTPUT_STREAM_DATA, 1, 7, 0, ID, PayloadType.OUTPUT, new byte[] {1});

        assertThat(Acknowledge.of(frame)).isEqualTo(new Acknowledge("output_stream_data", ID, 7, true));
    }

    /** Booleans as text and empty text come from documents with parameters. */
    @Test
    void readsASessionTaskAsTheServiceSendsIt() throws Exception {
        SessionTask task = Messages.read("""
                {"DocumentName":"D","SessionId":"operator-1","Parameters":{},"RunAsUser":"","SessionOwner":"arn:x",
                 "DocumentContent":{"schemaVersion":"1.0","sessionType":"NonInteractiveCommands","parameters":{},
                  "inputs":{"s3EncryptionEnabled":"true","runAsEnabled":"false","kmsKeyId":null},
                  "properties":{"linux":{"commands":"id","runAsElevated":true,"separateOutputStream":""}}}}""", SessionTask.class);

        SessionDocument document = task.documentContent();
        assertThat(document.inputs().s3EncryptionEnabled()).isTrue();
        assertThat(document.inputs().runAsEnabled()).isFalse();
        assertThat(document.inputs().kmsKeyId()).isEmpty();
        assertThat(document.inputs().shellProfile()).isEqualTo(SessionDocument.ShellProfile.NONE);
        assertThat(document.properties().linux()).isEqualTo(new SessionDocument.Command("id", true, false, "", ""));
        assertThat(document.properties().windows()).isNull();
    }

    @Test
    void readsPortMembersFlatBesideThePlatforms() throws Exception {
        SessionDocument document =
                Messages.read("{\"sessionType\":\"Port\",\"properties\":{\"portNumber\":22}}", SessionDocument.class);

        assertThat(document.properties().port()).isEqualTo(new PortProperties("22", null, null, null, null, null));
        assertThat(Messages.writeString(document)).contains("\"properties\":{\"portNumber\":\"22\"}");
    }

    @Test
    void carriesASessionTaskThroughItsEnvelope() throws Exception {
        SessionTask task = new SessionTask(
                "SSM-SessionManagerRunShell",
                "operator-1",
                Map.of(),
                "",
                "arn:aws:iam::123456789012:user/operator",
                new SessionDocument(
                        "1.0",
                        "",
                        SessionType.STANDARD_STREAM.wireName(),
                        SessionDocument.Inputs.NONE,
                        SessionDocument.Properties.NONE));

        AgentTask envelope = Messages.read(Messages.write(AgentTask.of(task)), AgentTask.class);

        assertThat(envelope.taskId()).isEqualTo("operator-1");
        assertThat(Messages.read(envelope.content(), SessionTask.class)).isEqualTo(task);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "7",
                "[]",
                "{",
                "{} {}",
                "{\"cols\":80}",
                "{\"cols\":80,\"rows\":null}x",
                "{\"cols\":80,\"rows\":65536}",
                "{\"cols\":-1,\"rows\":2}",
                "{\"cols\":80,\"rows\":24,\"cols\":81}",
                "{\"cols\":80,\"rows\":99999999999999999999}",
                "{\"cols\":80,\"rows\":\"many\"}"
            })
    void refusesWhatIsNoTerminalSize(String text) {
        assertMalformed(text, TerminalSize.class);
    }

    @Test
    void refusesMessagesWithoutTheirRequiredMembers() {
        assertMalformed("{\"ClientId\":\"c\"}", OpenDataChannel.class);
        assertMalformed("{\"TokenValue\":\"\"}", OpenControlChannel.class);
        assertMalformed("{\"AcknowledgedMessageSequenceNumber\":7}", Acknowledge.class);
        assertMalformed("{\"AcknowledgedMessageId\":\"%s\"}".formatted(ID), Acknowledge.class);
        assertMalformed("{\"SessionState\":\"Confused\"}", AgentSessionState.class);
        assertMalformed("{\"AgentVersion\":\"3.3.0.0\"}", HandshakeRequest.class);
        assertMalformed("{\"RequestedClientActions\":[null]}", HandshakeRequest.class);
        assertMalformed("{\"RequestedClientActions\":[{\"ActionType\":\"SessionType\"}]}", HandshakeRequest.class);
        assertMalformed("{\"SessionId\":\"s\"}", SessionTask.class);
    }

    @Test
    void saysWhichMemberIsMissing() {
        assertThatThrownBy(() -> Messages.read("{}", OpenDataChannel.class))
                .hasMessageContaining("no valid OpenDataChannel")
                .hasMessageContaining("TokenValue is missing");
    }

    @Test
    void refusesNestingAndLengthBeyondItsLimits() {
        assertMalformed("{\"x\":" + "[".repeat(1000) + "]".repeat(1000) + "}", TerminalSize.class);
        byte[] tooLong = new byte[Messages.MAX_BYTES + 1];
        assertThatThrownBy(() -> Messages.read(tooLong, TerminalSize.class))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageContaining("at most");
    }

    @Test
    void readsFlagsOfFourBytesOnly() {
        for (FlagValue flag : FlagValue.values()) {
            assertThat(FlagValue.of(flag.payload())).contains(flag);
        }
        assertThat(FlagValue.TERMINATE_SESSION.payload()).containsExactly(0, 0, 0, 2);
        assertThat(FlagValue.of(new byte[] {0, 0, 0, 4})).isEmpty();
        assertThat(FlagValue.of(new byte[] {0, 0, 2})).isEmpty();
        assertThat(FlagValue.of(new byte[] {0, 0, 0, 2, 0})).isEmpty();
    }

    @Test
    void readsExitCodesAsTheOfficialAgentWritesThem() {
        assertThat(new ExitCode(3).payload()).isEqualTo("EXIT_CODE: 3".getBytes(StandardCharsets.US_ASCII));
        for (int code : List.of(0, 7, 255, -1)) {
            assertThat(ExitCode.of(new ExitCode(code).payload())).contains(new ExitCode(code));
        }
        for (String text : List.of("", "EXIT_CODE:", "EXIT_CODE: x", "EXIT_CODE: 3\n", "EXIT_CODE: 99999999999")) {
            assertThat(ExitCode.of(text.getBytes(StandardCharsets.US_ASCII))).isEmpty();
        }
    }

    private static void assertMalformed(String text, Class<?> type) {
        assertThatThrownBy(() -> Messages.read(text, type)).isInstanceOf(MalformedFrameException.class);
    }
}
