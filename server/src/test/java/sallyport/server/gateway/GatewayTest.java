// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static sallyport.server.gateway.TestFrames.ackOfOutput;
import static sallyport.server.gateway.TestFrames.bytes;
import static sallyport.server.gateway.TestFrames.exitCode;
import static sallyport.server.gateway.TestFrames.handshakeComplete;
import static sallyport.server.gateway.TestFrames.handshakeRequest;
import static sallyport.server.gateway.TestFrames.input;
import static sallyport.server.gateway.TestFrames.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import sallyport.ledger.LedgerEvent.ChannelOpened;
import sallyport.ledger.LedgerEvent.ChannelRefused;
import sallyport.ledger.LedgerEvent.Unauthenticated;
import sallyport.server.http.WebSocketClient;
import sallyport.server.http.WebSocketClient.Received;
import sallyport.server.identity.Caller;
import sallyport.server.session.EndReason;
import sallyport.server.session.OpenedSession;
import sallyport.server.session.Session;
import sallyport.server.session.SessionId;
import sallyport.server.session.Side;
import sallyport.testkit.LeakCheck;
import sallyport.wire.message.SessionType;
import sallyport.wire.websocket.CloseCode;
import sallyport.wire.websocket.Opcode;
import sallyport.wire.websocket.WebSocketEncoder;

/** Data channels over real sockets. */
@ExtendWith(LeakCheck.class)
class GatewayTest {
    private static final boolean OWN = true;
    private static final boolean OFFICIAL = false;
    private static final int MASK = 0x0badcafe;

    /** 64 MiB: several times what the buffers of both sockets can hold. */
    private static final int OFFERED_FRAMES = 4_096;

    private TestGateway gateway;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        gateway = new TestGateway(directory);
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void joinsTheTwoEndsWhicheverComesFirst(Side first) throws IOException {
        SessionId id = gateway.session().session().id();
        WebSocketClient early = gateway.end(id, first, OFFICIAL);
        early.sendBinary(first == Side.AGENT ? output(0, "$ ") : input(0, "ls"));
        Side second = first == Side.AGENT ? Side.CLIENT : Side.AGENT;
        try (early;
                WebSocketClient late = gateway.end(id, second, OFFICIAL)) {
            assertThat(say(late.next())).isEqualTo(first == Side.AGENT ? "0 $ " : "0 ls");
            late.sendBinary(second == Side.AGENT ? output(0, "hello") : input(0, "ls"));
            assertThat(say(early.next())).isEqualTo(second == Side.AGENT ? "0 hello" : "0 ls");
        }
    }

    @Test
    void losesNothingThatComesInOnePieceWithTheOpenFrame() throws IOException {
        SessionId id = gateway.session().session().id();
        String token = gateway.sessions
                .sessions()
                .issueToken(id, Side.AGENT)
                .orElseThrow()
                .value();
        try (WebSocketClient agent = gateway.silent(id);
                WebSocketClient client = gateway.end(id, Side.CLIENT, OWN)) {
            agent.sendRaw(together(
                    WebSocketEncoder.maskedFrame(Opcode.TEXT, ByteBuffer.wrap(bytes(gateway.open(OWN, token))), MASK),
                    binary(output(0, "first")),
                    binary(output(1, "second"))));
            assertThat(say(client.next())).isEqualTo("0 first");
            assertThat(say(client.next())).isEqualTo("1 second");
        }
    }

    @Test
    void entersBothEndsOnTheLedgerBeforeTheyCount() throws IOException {
        SessionId id = gateway.session().session().id();
        try (WebSocketClient agent = gateway.end(id, Side.AGENT, OFFICIAL);
                WebSocketClient client = gateway.end(id, Side.CLIENT, OWN)) {
            agent.sendBinary(output(0, "$ "));
            assertThat(say(client.next())).isEqualTo("0 $ ");
            assertThat(gateway.sessions.recorded(ChannelOpened.class))
                    .containsExactlyInAnyOrder(
                            new ChannelOpened(id.text(), "agent", "127.0.0.1", "1.2.9999.0"),
                            new ChannelOpened(id.text(), "client", "127.0.0.1", "1.2.9999.0"));
        }
    }

    @Test
    void refusesAChannelThatCannotBeEnteredOnTheLedger() throws IOException {
        SessionId id = gateway.session().session().id();
        gateway.sessions.ledger().close();
        try (WebSocketClient client = gateway.end(id, Side.CLIENT, OWN)) {
            assertThat(client.next())
                    .isEqualTo(new Received.Close(CloseCode.INTERNAL_ERROR, "the audit log cannot be written"));
        }
        assertThat(gateway.channels.size()).isZero();
    }

    @Test
    void refusesAWrongTokenAndEntersIt() throws IOException {
        SessionId id = gateway.session().session().id();
        try (WebSocketClient stranger = gateway.end(id, OWN, "guessed")) {
            assertThat(stranger.next()).isEqualTo(refusal("token refused: UNKNOWN"));
        }
        awaitRefusals(new ChannelRefused(id.text(), "127.0.0.1", "token refused: UNKNOWN"));
        assertThat(gateway.sessions.recorded(ChannelOpened.class)).isEmpty();
    }

    @Test
    void refusesATokensSecondUseWithoutDisturbingTheFirst() throws IOException {
        OpenedSession session = gateway.session();
        SessionId id = session.session().id();
        try (WebSocketClient agent = gateway.end(id, Side.AGENT, OWN);
                WebSocketClient client =
                        gateway.end(id, OWN, session.clientToken().value())) {
            agent.sendBinary(output(0, "a"));
            assertThat(say(client.next())).isEqualTo("0 a");
            try (WebSocketClient thief =
                    gateway.end(id, OWN, session.clientToken().value())) {
                assertThat(thief.next()).isEqualTo(refusal("token refused: USED"));
            }
            agent.sendBinary(output(1, "b"));
            assertThat(say(client.next())).isEqualTo("1 b");
        }
        awaitRefusals(new ChannelRefused(id.text(), "127.0.0.1", "token refused: USED"));
    }

    @Test
    void aFreshTokenReplacesTheConnectionThatWasThere() throws IOException {
        SessionId id = gateway.session().session().id();
        try (WebSocketClient agent = gateway.end(id, Side.AGENT, OWN);
                WebSocketClient before = gateway.end(id, Side.CLIENT, OWN)) {
            agent.sendBinary(output(0, "a"));
            assertThat(say(before.next())).isEqualTo("0 a");
            try (WebSocketClient after = gateway.end(id, Side.CLIENT, OWN)) {
                assertThat(before.next())
                        .isEqualTo(new Received.Close(CloseCode.NORMAL, "replaced by a new connection"));
                agent.sendBinary(output(1, "b"));
                assertThat(say(after.next())).isEqualTo("1 b");
                after.sendBinary(input(0, "c"));
                assertThat(say(agent.next())).isEqualTo("0 c");
            }
        }
    }

    @Test
    void refusesASignatureOfNeitherEnd() {
        SessionId id = gateway.session().session().id();
        gateway.signer(Caller.anonymous(gateway.sessions.home.home.account()));
        assertThatThrownBy(() -> gateway.silent(id)).hasMessageContaining("403");
        assertThat(gateway.sessions.recorded(ChannelRefused.class))
                .singleElement()
                .satisfies(entry -> assertThat(entry.reason()).startsWith("signed by another principal: arn:"));
    }

    @Test
    void refusesTheAgentsTokenToTheSignerWhoIsTheClient() throws IOException {
        SessionId id = gateway.session().session().id();
        gateway.signer(gateway.sessions.admin);
        try (WebSocketClient client = gateway.end(id, Side.AGENT, OWN)) {
            assertThat(client.next()).isEqualTo(refusal("the token is not the signer's"));
        }
        awaitRefusals(new ChannelRefused(id.text(), "127.0.0.1", "the token is not the signer's"));
        assertThat(gateway.sessions.recorded(ChannelOpened.class)).isEmpty();
    }

    @Test
    void refusesWhoeverComesAfterTheEnd() {
        SessionId id = gateway.session().session().id();
        gateway.sessions.sessions().terminate(id, new EndReason.ApiTerminated("arn:aws:iam::1:user/eve"));
        gateway.signer(gateway.sessions.admin);
        assertThatThrownBy(() -> gateway.silent(id)).hasMessageContaining("410");
        awaitRefusals(new ChannelRefused(id.text(), "127.0.0.1", "the session has ended"));
    }

    @Test
    void countsStrangersInsteadOfEnteringThem() throws IOException {
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> gateway.silent(new SessionId("nobody-" + "a".repeat(26))))
                    .hasMessageContaining("404");
        }
        gateway.sessions.ledger().close();
        assertThat(gateway.sessions.recorded(Unauthenticated.class))
                .singleElement()
                .satisfies(counted -> assertThat(counted.count()).isEqualTo(20));
        assertThat(gateway.channels.refused()).isEqualTo(20);
    }

    static Stream<List<Object>> badFrames() {
        byte[] digest = input(1, "ls");
        digest[digest.length - 1] ^= 1;
        byte[] type = input(1, "ls");
        ByteBuffer.wrap(type).putInt(112, 99);
        byte[] length = input(1, "ls");
        ByteBuffer.wrap(length).putInt(116, 10_000_000);
        byte[] header = input(1, "ls");
        ByteBuffer.wrap(header).putInt(0, 10_000_000);
        return Stream.of(
                List.of(digest, "bad frame: the payload digest does not fit the payload"),
                List.of(type, "bad frame: the payload type 99 is unknown"),
                List.of(length, "bad frame: the header claims 10000000 bytes of payload, 2 follow"),
                List.of(header, "bad frame: the header length 10000000 does not fit a message of 122 bytes"),
                List.of(output(1, "x"), "bad frame: no client sends output_stream_data"),
                List.of(new byte[10], "bad frame: a frame has at least 120 bytes, this one 10"));
    }

    @ParameterizedTest
    @MethodSource("badFrames")
    void aBadFrameEndsItsSendersConnectionAndNothingElse(List<Object> bad) throws IOException {
        SessionId id = gateway.session().session().id();
        try (WebSocketClient agent = gateway.end(id, Side.AGENT, OWN);
                WebSocketClient client = gateway.end(id, Side.CLIENT, OWN)) {
            client.sendBinary(input(0, "before"));
            client.sendBinary((byte[]) bad.getFirst());
            assertThat(client.next()).isEqualTo(refusal((String) bad.getLast()));
            try (WebSocketClient again = gateway.end(id, Side.CLIENT, OWN)) {
                again.sendBinary(input(1, "after"));
                assertThat(say(agent.next())).isEqualTo("0 before");
                assertThat(say(agent.next())).isEqualTo("1 after");
            }
        }
        assertThat(gateway.channels.badFrames()).isEqualTo(1);
    }

    @Test
    void textOnALiveChannelIsABadFrame() throws IOException {
        SessionId id = gateway.session().session().id();
        try (WebSocketClient agent = gateway.end(id, Side.AGENT, OWN);
                WebSocketClient client = gateway.end(id, Side.CLIENT, OWN)) {
            agent.sendBinary(output(0, "a"));
            assertThat(say(client.next())).isEqualTo("0 a");
            client.sendText("hello");
            assertThat(client.next()).isEqualTo(refusal("frames are binary"));
        }
        assertThat(gateway.channels.badFrames()).isEqualTo(1);
    }

    @Test
    void aWebSocketThatIsNoneIsCountedAsBroken() throws IOException {
        SessionId id = gateway.session().session().id();
        try (WebSocketClient unmasked = gateway.end(id, Side.CLIENT, OWN)) {
            unmasked.sendRaw(WebSocketEncoder.frame(Opcode.BINARY, ByteBuffer.wrap(input(0, "x"))));
            assertThat(unmasked.next())
                    .isInstanceOf(Received.Close.class)
                    .extracting("code")
                    .isEqualTo(1002);
        }
        try (WebSocketClient large = gateway.end(id, Side.CLIENT, OWN)) {
            large.sendRaw(new byte[] {(byte) 0x82, (byte) 0xff, 0, 0, 0, 0, 0, (byte) 0x98, (byte) 0x96, (byte) 0x80});
            assertThat(large.next())
                    .isInstanceOf(Received.Close.class)
                    .extracting("code")
                    .isEqualTo(1009);
        }
        await().untilAsserted(() -> assertThat(gateway.channels.broken()).isEqualTo(2));
    }

    @Test
    void holdsAcknowledgementsForAnOfficialAgentWhileKeystrokesOvertakeThem() throws IOException {
        SessionId id = gateway.session().session().id();
        try (WebSocketClient agent = gateway.end(id, Side.AGENT, OFFICIAL);
                WebSocketClient client = gateway.end(id, Side.CLIENT, OFFICIAL)) {
            agent.sendBinary(output(0, "$ "));
            assertThat(say(client.next())).isEqualTo("0 $ ");
            long sent = System.nanoTime();
            client.sendRaw(together(binary(ackOfOutput(0)), binary(input(0, "l"))));
            assertThat(say(agent.next())).isEqualTo("0 l");
            assertThat(say(agent.next())).isEqualTo("ack 0");
            assertThat(Duration.ofNanos(System.nanoTime() - sent)).isGreaterThanOrEqualTo(Duration.ofMillis(20));
        }
    }

    @Test
    void keepsStrictOrderUntilTheHandshakeIsComplete() throws IOException {
        SessionId id = gateway.session().session().id();
        try (WebSocketClient agent = gateway.end(id, Side.AGENT, OFFICIAL);
                WebSocketClient client = gateway.end(id, Side.CLIENT, OFFICIAL)) {
            agent.sendBinary(handshakeRequest(0, SessionType.PORT));
            assertThat(say(client.next())).isEqualTo("0 HANDSHAKE_REQUEST");
            client.sendRaw(together(binary(ackOfOutput(0)), binary(TestFrames.handshakeResponse(0))));
            assertThat(say(agent.next())).isEqualTo("ack 0");
            assertThat(say(agent.next())).isEqualTo("0 HANDSHAKE_RESPONSE");
            long sent = System.nanoTime();
            agent.sendRaw(together(
                    binary(TestFrames.ackOfInput(0)), binary(handshakeComplete(1)), binary(output(2, "data"))));
            assertThat(say(client.next())).isEqualTo("ack 0");
            assertThat(say(client.next())).isEqualTo("1 HANDSHAKE_COMPLETE");
            assertThat(say(client.next())).isEqualTo("2 data");
            assertThat(Duration.ofNanos(System.nanoTime() - sent))
                    .as("20 ms for the acknowledgement, 100 ms of peace after the handshake")
                    .isGreaterThanOrEqualTo(Duration.ofMillis(120));
        }
    }

    @Test
    void holdsNothingBetweenOurOwnEnds() throws IOException {
        SessionId id = gateway.session().session().id();
        try (WebSocketClient agent = gateway.end(id, Side.AGENT, OWN);
                WebSocketClient client = gateway.end(id, Side.CLIENT, OWN)) {
            agent.sendBinary(output(0, "$ "));
            assertThat(say(client.next())).isEqualTo("0 $ ");
            client.sendRaw(together(binary(ackOfOutput(0)), binary(input(0, "l"))));
            assertThat(say(agent.next()))
                    .as("an acknowledgement that is held would come second")
                    .isEqualTo("ack 0");
            assertThat(say(agent.next())).isEqualTo("0 l");
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void anEndThatDoesNotReadStopsTheOtherWithinBoundedMemory(Side slow) throws Exception {
        SessionId id = gateway.session().session().id();
        Side fast = slow == Side.CLIENT ? Side.AGENT : Side.CLIENT;
        try (WebSocketClient reader = gateway.end(id, slow, OFFICIAL);
                WebSocketClient writer = gateway.end(id, fast, fast == Side.AGENT ? OWN : OFFICIAL);
                Flood flood = new Flood(writer, fast, OFFERED_FRAMES)) {
            writer.answerPings(false);
            Relay relay = gateway.relay(id);
            await().until(() -> relay.queuedBytes(slow) >= Relay.QUEUE_BYTES);
            await().until(flood::stuck);
            assertThat(flood.sentBytes())
                    .as("what the kernel's buffers and the gateway's queue hold")
                    .isLessThan(OFFERED_FRAMES * (long) Flood.PAYLOAD_BYTES / 2);
            assertThat(relay.queuedBytes(slow)).isBetween(Relay.QUEUE_BYTES, 2 * Relay.QUEUE_BYTES);
            for (int i = 0; i < OFFERED_FRAMES; i++) {
                assertThat(((Received.Binary) reader.next()).bytes()).isEqualTo(flood.frame(i));
            }
        }
    }

    @Test
    void tellsAnOfficialAgentToPauseAndToGoOn() throws Exception {
        SessionId id = gateway.session().session().id();
        try (WebSocketClient client = gateway.end(id, Side.CLIENT, OFFICIAL);
                WebSocketClient agent = gateway.end(id, Side.AGENT, OFFICIAL);
                Flood flood = new Flood(agent, Side.AGENT, Integer.MAX_VALUE)) {
            agent.answerPings(false); // it writes on a thread of its own, which may be stuck
            assertThat(say(agent.next())).isEqualTo("pause_publication");
            Relay relay = gateway.relay(id);
            long atPause = flood.sentBytes();
            await().until(() -> flood.sentBytes() > atPause + 32 * 1024 * 1024);
            assertThat(relay.queuedBytes(Side.CLIENT))
                    .as("it is read on, so that its pings are answered, and what it sends is dropped")
                    .isLessThan(2 * Relay.QUEUE_BYTES);
            flood.close();
            while (relay.queuedBytes(Side.CLIENT) > 0) {
                assertThat(client.next()).isInstanceOf(Received.Binary.class);
            }
            assertThat(say(agent.next())).isEqualTo("start_publication");
        }
    }

    @Test
    void putsTheExitCodeInTheHistoryWhenTheAgentHasSaidItAndLeft() throws IOException {
        SessionId id = gateway.session().session().id();
        try (WebSocketClient client = gateway.end(id, Side.CLIENT, OFFICIAL)) {
            try (WebSocketClient agent = gateway.end(id, Side.AGENT, OWN)) {
                agent.sendBinary(exitCode(0, "EXIT_CODE: 3"));
                agent.sendBinary(TestFrames.exited(3));
                assertThat(say(client.next())).isEqualTo("0 EXIT_CODE");
                client.sendBinary(ackOfOutput(0));
                assertThat(say(agent.next())).isEqualTo("ack 0");
            }
            assertThat(say(client.next())).isEqualTo("closed \"\"");
        }
        assertThat(gateway.sessions.sessions().find(id).flatMap(Session::end))
                .map(Session.End::reason)
                .contains(new EndReason.Exited(OptionalInt.of(3)));
        assertThat(gateway.sessions.recordedEnds())
                .singleElement()
                .satisfies(
                        end -> assertThat(end.message()).isEqualTo("The program on the node ended with exit code 3."));
    }

    private void awaitRefusals(ChannelRefused... refusals) {
        await().untilAsserted(() ->
                assertThat(gateway.sessions.recorded(ChannelRefused.class)).containsExactly(refusals));
    }

    private static Received refusal(String why) {
        return new Received.Close(CloseCode.POLICY_VIOLATION, why);
    }

    private static byte[] binary(byte[] message) {
        return WebSocketEncoder.maskedFrame(Opcode.BINARY, ByteBuffer.wrap(message), MASK);
    }

    private static byte[] together(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static String say(Received received) {
        return received instanceof Received.Binary(byte[] message) ? TestFrames.say(message) : received.toString();
    }
}
