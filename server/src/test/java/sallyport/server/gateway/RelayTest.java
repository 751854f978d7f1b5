// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static sallyport.server.gateway.TestFrames.ackOfInput;
import static sallyport.server.gateway.TestFrames.ackOfOutput;
import static sallyport.server.gateway.TestFrames.agentState;
import static sallyport.server.gateway.TestFrames.bytes;
import static sallyport.server.gateway.TestFrames.control;
import static sallyport.server.gateway.TestFrames.handshakeComplete;
import static sallyport.server.gateway.TestFrames.handshakeRequest;
import static sallyport.server.gateway.TestFrames.handshakeResponse;
import static sallyport.server.gateway.TestFrames.input;
import static sallyport.server.gateway.TestFrames.output;
import static sallyport.server.gateway.TestFrames.terminateFlag;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sallyport.server.http.BinaryMessage;
import sallyport.server.http.FakeSocket;
import sallyport.server.http.ManualLoop;
import sallyport.server.http.WebSocket;
import sallyport.server.session.EndReason;
import sallyport.server.session.SessionId;
import sallyport.server.session.Side;
import sallyport.testkit.ManualClock;
import sallyport.wire.frame.MessageType;
import sallyport.wire.message.AgentSessionState.State;
import sallyport.wire.message.SessionType;
import sallyport.wire.websocket.CloseCode;

/** The rules of the relay, one by one and without a network; time passes by hand. */
class RelayTest {
    private static final boolean OWN = true;
    private static final boolean OFFICIAL = false;
    private static final EndReason EXITED = new EndReason.Exited(OptionalInt.of(0));
    private static final EndReason TERMINATED = new EndReason.ApiTerminated("arn:aws:iam::1:user/eve");

    private final ManualLoop loop = new ManualLoop();
    private final List<String> events = new ArrayList<>();
    private final Relay relay = new Relay(
            new SessionId("alice-" + "a".repeat(26)),
            false,
            loop,
            new GatewayFrames(new ManualClock()),
            new Recorded());
    private FakeSocket client = new FakeSocket(loop);
    private FakeSocket agent = new FakeSocket(loop);

    @BeforeEach
    void start() {
        relay.start();
    }

    @Test
    void passesFramesOnByteForByte() {
        attach(OWN, OWN);
        byte[] frame = output(0, "$ ");
        fromAgent(frame);
        assertThat(client.take()).containsExactly(frame);
        byte[] keystroke = input(0, "l");
        fromClient(keystroke);
        assertThat(agent.take()).containsExactly(keystroke);
        assertThat(events).containsExactly("connected AGENT", "connected CLIENT", "input");
    }

    @Test
    void keepsWhatComesBeforeTheOtherEnd() {
        attach(Side.AGENT, agent, OFFICIAL);
        fromAgent(agentState(State.CONNECTED));
        fromAgent(output(0, "$ "));
        fromAgent(output(1, "hello"));
        attach(Side.CLIENT, client, OFFICIAL);
        assertThat(clientGot()).containsExactly("0 $ ", "1 hello");
        assertThat(agentGot()).isEmpty();
    }

    @Test
    void doesNotLetADeadConnectionSpeakForTheOneThatReplacedIt() {
        attach(OWN, OWN);
        FakeSocket old = client;
        client = new FakeSocket(loop);
        attach(Side.CLIENT, client, OWN);
        assertThat(old.closeCode()).isEqualTo(CloseCode.NORMAL);
        relay.message(Side.CLIENT, old, BinaryMessage.copyOf(input(0, "x")));
        relay.detach(Side.CLIENT, old);
        assertThat(agentGot()).isEmpty();
        assertThat(events).doesNotContain("disconnected CLIENT");
        fromAgent(output(0, "y"));
        assertThat(clientGot()).containsExactly("0 y");
    }

    @Test
    void judgesOwnEndsByTheirPingsAndOfficialOnesWithPatience() {
        attach(OFFICIAL, OWN);
        assertThat(agent.silenceLimit()).isEqualTo(Duration.ofSeconds(12));
        assertThat(client.silenceLimit()).isEqualTo(Duration.ofSeconds(60));
    }

    @Nested
    class BadFrames {
        @Test
        void aFrameThatIsNotOneEndsItsConnectionAndIsNotPassedOn() {
            attach(OFFICIAL, OFFICIAL);
            fromAgent(new byte[119]);
            assertThat(agent.closeCode()).isEqualTo(CloseCode.POLICY_VIOLATION);
            assertThat(clientGot()).isEmpty();
            assertThat(client.closeCode()).isZero();
        }

        @Test
        void aHeaderThatClaimsMoreThanFollowsEndsItsConnection() {
            attach(OFFICIAL, OFFICIAL);
            byte[] frame = output(0, "hello");
            ByteBuffer.wrap(frame).putInt(116, 10_000_000);
            fromAgent(frame);
            assertThat(agent.closeCode()).isEqualTo(CloseCode.POLICY_VIOLATION);
            assertThat(clientGot()).isEmpty();
        }

        @Test
        void aWrongDigestIsCaughtBeforeAnOfficialClientAndLeftToOurOwn() {
            byte[] frame = output(0, "hello");
            frame[frame.length - 1] ^= 1;
            attach(OWN, OFFICIAL);
            fromAgent(frame);
            assertThat(client.take()).hasSize(1);
            assertThat(agent.closeCode()).isZero();

            client = new FakeSocket(loop);
            attach(Side.CLIENT, client, OFFICIAL);
            fromAgent(frame);
            assertThat(clientGot()).isEmpty();
            assertThat(agent.closeCode()).isEqualTo(CloseCode.POLICY_VIOLATION);
        }

        @ParameterizedTest
        @ValueSource(booleans = {OWN, OFFICIAL})
        void aWrongDigestFromAClientEndsItsConnectionWhoeverTheAgentIs(boolean ownAgent) {
            attach(OWN, ownAgent);
            byte[] frame = input(0, "ls");
            frame[frame.length - 1] ^= 1;
            fromClient(frame);
            assertThat(client.closeCode()).isEqualTo(CloseCode.POLICY_VIOLATION);
            assertThat(client.closeReason()).isEqualTo("bad frame: the payload digest does not fit the payload");
            assertThat(agentGot()).isEmpty();
            assertThat(agent.closeCode()).isZero();
            assertThat(events).contains("bad frame CLIENT: the payload digest does not fit the payload");
        }

        @ParameterizedTest
        @ValueSource(booleans = {OWN, OFFICIAL})
        void aWrongDigestOfAnAcknowledgementFromAClientEndsItsConnection(boolean ownAgent) {
            attach(OFFICIAL, ownAgent);
            fromAgent(output(0, "a"));
            byte[] frame = ackOfOutput(0);
            frame[80] ^= 1;
            fromClient(frame);
            loop.advance(Duration.ofSeconds(1));
            assertThat(client.closeCode()).isEqualTo(CloseCode.POLICY_VIOLATION);
            assertThat(agentGot()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(ints = {13, 255, -1})
        void anUnknownPayloadTypeEndsItsSendersConnection(int code) {
            attach(OWN, OWN);
            byte[] in = input(0, "x");
            ByteBuffer.wrap(in).putInt(112, code);
            fromClient(in);
            assertThat(client.closeReason())
                    .isEqualTo("bad frame: the payload type " + Integer.toUnsignedString(code) + " is unknown");
            byte[] out = output(0, "x");
            ByteBuffer.wrap(out).putInt(112, code);
            fromAgent(out);
            assertThat(agent.closeCode()).isEqualTo(CloseCode.POLICY_VIOLATION);
            assertThat(clientGot()).isEmpty();
            assertThat(agentGot()).isEmpty();
        }

        @Test
        void whatTheEndSendsAfterItsBadFrameOnANewConnectionPasses() {
            attach(OWN, OWN);
            byte[] frame = input(0, "ls");
            frame[frame.length - 1] ^= 1;
            fromClient(input(0, "first"));
            fromClient(frame);
            relay.detach(Side.CLIENT, client);
            client = new FakeSocket(loop);
            attach(Side.CLIENT, client, OWN);
            fromClient(input(1, "second"));
            assertThat(agentGot()).containsExactly("0 first", "1 second");
        }

        @ParameterizedTest
        @EnumSource(
                value = MessageType.class,
                mode = EnumSource.Mode.EXCLUDE,
                names = {"INPUT_STREAM_DATA", "ACKNOWLEDGE"})
        void aClientSaysNothingButInputAndAcknowledgements(MessageType type) {
            attach(OFFICIAL, OFFICIAL);
            fromClient(control(type, bytes("{}")));
            assertThat(client.closeCode()).isEqualTo(CloseCode.POLICY_VIOLATION);
            assertThat(agentGot()).isEmpty();
        }

        @ParameterizedTest
        @EnumSource(
                value = MessageType.class,
                mode = EnumSource.Mode.EXCLUDE,
                names = {"OUTPUT_STREAM_DATA", "ACKNOWLEDGE", "AGENT_SESSION_STATE"})
        void anAgentSaysNothingButOutputAcknowledgementsAndItsState(MessageType type) {
            attach(OFFICIAL, OFFICIAL);
            fromAgent(control(type, bytes("{}")));
            assertThat(agent.closeCode()).isEqualTo(CloseCode.POLICY_VIOLATION);
            assertThat(clientGot()).isEmpty();
        }

        @Test
        void aTypeOfALaterVersionIsDroppedWithoutHarm() {
            attach(OFFICIAL, OFFICIAL);
            byte[] frame = control(MessageType.ACKNOWLEDGE, bytes("{}"));
            System.arraycopy(bytes("new_thing  "), 0, frame, 4, 11);
            fromAgent(frame);
            assertThat(clientGot()).isEmpty();
            assertThat(agent.closeCode()).isZero();
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4})
        void nothingThatIsDamagedReachesAnOfficialClient(long seed) {
            Random random = new Random(seed);
            byte[] good = output(0, "some output");
            for (int i = 0; i < 3_000; i++) {
                client = new FakeSocket(loop);
                agent = new FakeSocket(loop);
                attach(OFFICIAL, OFFICIAL);
                byte[] damaged = damage(good, random);
                fromAgent(damaged);
                for (byte[] passed : client.take()) {
                    assertThat(TestFrames.say(passed)).doesNotStartWith("malformed: the payload digest");
                    assertThat(passed.length).isGreaterThanOrEqualTo(120);
                    assertThat(ByteBuffer.wrap(passed).getInt(116)).isEqualTo(passed.length - 120);
                }
            }
        }

        private static byte[] damage(byte[] good, Random random) {
            byte[] bytes = Arrays.copyOf(good, random.nextInt(good.length + 20));
            for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            return bytes;
        }
    }

    @Nested
    class ExitCodes {
        @Test
        void areToldWhenTheAgentSaysItsLastWordAndCountWhenItLeaves() {
            attach(OFFICIAL, OWN);
            fromAgent(TestFrames.exited(7));
            assertThat(events).last().isEqualTo("exit code 7");
            relay.detach(Side.AGENT, agent);
            assertThat(events).endsWith("disconnected AGENT", "exited 7");
        }

        @Test
        void areFoundInACommandsStreamWhichPassesUnchanged() {
            attach(OFFICIAL, OFFICIAL);
            byte[] frame = TestFrames.exitCode(0, "EXIT_CODE: 3");
            fromAgent(frame);
            assertThat(client.take()).containsExactly(frame);
            assertThat(events).last().isEqualTo("exit code 3");
            relay.detach(Side.AGENT, agent);
            assertThat(events).as("it may come back with more").last().isEqualTo("disconnected AGENT");
        }

        @ParameterizedTest
        @ValueSource(strings = {"EXIT_CODE: ", "exit 3", "EXIT_CODE: 12345678901234567890", "\0\1\2\3"})
        void areNotMadeUpFromAnotherText(String text) {
            attach(OFFICIAL, OFFICIAL);
            fromAgent(TestFrames.exitCode(0, text));
            assertThat(events).doesNotContain("exit code 3").hasSize(2);
            assertThat(client.take()).hasSize(1);
        }
    }

    @Nested
    class Acknowledgements {
        @Test
        void leaveForAnOfficialEndNotBeforeTwentyMilliseconds() {
            attach(OFFICIAL, OFFICIAL);
            fromAgent(output(0, "a"));
            clientGot();
            fromClient(ackOfOutput(0));
            loop.advance(Duration.ofMillis(19));
            assertThat(agentGot()).isEmpty();
            loop.advance(Duration.ofMillis(1));
            assertThat(agentGot()).containsExactly("ack 0");
        }

        @Test
        void leaveForOurOwnEndsAtOnce() {
            attach(OWN, OWN);
            fromAgent(output(0, "a"));
            fromClient(ackOfOutput(0));
            assertThat(agentGot()).containsExactly("ack 0");
        }

        @Test
        void doNotHoldUpKeystrokesOrTheirEcho() {
            attach(OFFICIAL, OFFICIAL);
            fromAgent(output(0, "$ "));
            fromClient(ackOfOutput(0));
            fromClient(input(0, "l"));
            assertThat(agentGot()).containsExactly("0 l");
            fromAgent(ackOfInput(0));
            fromAgent(output(1, "l"));
            assertThat(clientGot()).containsExactly("0 $ ", "1 l");
            loop.advance(Duration.ofMillis(20));
            assertThat(clientGot()).containsExactly("ack 0");
            assertThat(agentGot()).containsExactly("ack 0");
        }

        @Test
        void areRepeatedByTheGatewayForAnOfficialAgentThatLostThem() {
            attach(OFFICIAL, OFFICIAL);
            fromAgent(output(0, "a"));
            fromAgent(output(1, "b"));
            fromClient(ackOfOutput(0));
            loop.advance(Duration.ofSeconds(1));
            clientGot();
            agentGot();

            fromAgent(output(0, "a"));
            fromAgent(output(1, "b"));
            assertThat(clientGot()).as("only what it has not acknowledged").containsExactly("1 b");
            assertThat(agentGot()).isEmpty();
            loop.advance(Duration.ofMillis(20));
            assertThat(agentGot()).containsExactly("ack 0");
        }

        @Test
        void areRepeatedAtOnceForOurOwnAgentWhoseConnectionBrokeBeforeTheyCame() {
            attach(OFFICIAL, OWN);
            fromAgent(output(0, "a"));
            fromClient(ackOfOutput(0));
            assertThat(clientGot()).containsExactly("0 a");
            agent = new FakeSocket(loop);
            attach(Side.AGENT, agent, OWN);
            fromAgent(output(0, "a"));
            assertThat(agentGot()).containsExactly("ack 0");
            assertThat(clientGot()).as("it never acknowledges twice").isEmpty();
        }

        @Test
        void ofFramesNeverSentAreNotBelieved() {
            attach(OFFICIAL, OFFICIAL);
            fromAgent(output(0, "a"));
            fromClient(ackOfOutput(7));
            fromAgent(output(1, "b"));
            assertThat(clientGot()).containsExactly("0 a", "1 b");
            for (int sequence = 2; sequence <= 7; sequence++) {
                fromAgent(output(sequence, "c"));
            }
            assertThat(clientGot()).hasSize(6);
        }
    }

    @Nested
    class Handshake {
        @Test
        void untilItIsCompleteNothingOvertakesAnAcknowledgement() {
            attach(OFFICIAL, OFFICIAL);
            fromAgent(handshakeRequest(0, SessionType.PORT));
            fromClient(ackOfOutput(0));
            fromClient(handshakeResponse(0));
            assertThat(agentGot())
                    .as("the response waits behind the acknowledgement")
                    .isEmpty();
            loop.advance(Duration.ofMillis(20));
            assertThat(agentGot()).containsExactly("ack 0", "0 HANDSHAKE_RESPONSE");

            clientGot();
            fromAgent(ackOfInput(0));
            fromAgent(handshakeComplete(1));
            assertThat(clientGot()).isEmpty();
            loop.advance(Duration.ofMillis(20));
            assertThat(clientGot()).containsExactly("ack 0", "1 HANDSHAKE_COMPLETE");
        }

        @Test
        void afterItNothingReachesAnOfficialPortClientForAHundredMilliseconds() {
            attach(OFFICIAL, OFFICIAL);
            complete(SessionType.PORT);
            fromAgent(ackOfInput(0));
            fromAgent(output(2, "data"));
            loop.advance(Duration.ofMillis(99));
            assertThat(clientGot()).isEmpty();
            loop.advance(Duration.ofMillis(1));
            assertThat(clientGot()).containsExactly("2 data", "ack 0");
        }

        @Test
        void afterItAnOfficialShellClientHasAMomentToPutItsHandlerInPlace() {
            attach(OFFICIAL, OWN);
            complete(SessionType.STANDARD_STREAM);
            fromAgent(output(2, "$ "));
            loop.advance(Duration.ofMillis(9));
            assertThat(clientGot()).isEmpty();
            loop.advance(Duration.ofMillis(1));
            assertThat(clientGot()).containsExactly("2 $ ");
        }

        @Test
        void ourOwnClientIsNotKeptWaiting() {
            attach(OWN, OFFICIAL);
            complete(SessionType.PORT);
            fromAgent(output(2, "data"));
            assertThat(clientGot()).containsExactly("2 data");
        }

        @Test
        void thatTheAgentRepeatsDoesNotBeginAnew() {
            attach(OFFICIAL, OFFICIAL);
            complete(SessionType.PORT);
            loop.advance(Duration.ofMillis(100));
            fromAgent(handshakeRequest(0, SessionType.PORT));
            fromAgent(ackOfInput(0));
            fromAgent(output(2, "data"));
            assertThat(clientGot()).contains("2 data");
        }

        private void complete(SessionType type) {
            fromAgent(handshakeRequest(0, type));
            fromClient(handshakeResponse(0));
            fromAgent(handshakeComplete(1));
            loop.advance(Duration.ofMillis(0));
            assertThat(clientGot()).containsExactly("0 HANDSHAKE_REQUEST", "1 HANDSHAKE_COMPLETE");
        }
    }

    @Nested
    class SlowEnds {
        private static final int CHUNK_BYTES = 1_024;

        @Test
        void aShortStopOfTheClientIsLeftToTcp() {
            attach(OFFICIAL, OFFICIAL);
            int sent = fillClient();
            assertThat(agent.reading()).isFalse();
            loop.advance(Duration.ofMillis(2_500));
            assertThat(agentGot()).isEmpty();
            release(client, Side.CLIENT);
            assertThat(agent.reading()).isTrue();
            assertThat(clientGot()).hasSize(sent);
        }

        @Test
        void anOfficialAgentIsPausedWhenTheClientIsStuckAndThenReadAgain() {
            attach(OFFICIAL, OFFICIAL);
            int sent = fillClient();
            loop.advance(Duration.ofSeconds(5));
            assertThat(agentGot()).containsExactly("pause_publication");
            assertThat(agent.reading()).as("so that its pings are answered").isTrue();

            fromAgent(chunk(sent));
            assertThat(relay.queuedBytes(Side.CLIENT))
                    .as("dropped: the agent repeats it")
                    .isLessThan(1_200_000);

            release(client, Side.CLIENT);
            assertThat(clientGot()).hasSize(sent);
            assertThat(agentGot()).containsExactly("start_publication");
            fromAgent(chunk(sent));
            assertThat(clientGot()).hasSize(1);
        }

        @Test
        void anAgentThatGoesOnBecauseOfAnAcknowledgementIsPausedAgain() {
            attach(OFFICIAL, OFFICIAL);
            fillClient();
            loop.advance(Duration.ofSeconds(5));
            agentGot();
            fromClient(ackOfOutput(0));
            loop.advance(Duration.ofMillis(1_100));
            assertThat(agentGot()).containsExactly("ack 0", "pause_publication");
            loop.advance(Duration.ofSeconds(5));
            assertThat(agentGot()).as("once is enough").isEmpty();
        }

        @Test
        void ourOwnAgentIsNotReadWhileTheClientIsSlowHoweverLong() {
            attach(OWN, OWN);
            fillClient();
            loop.advance(Duration.ofMinutes(1));
            assertThat(agent.reading()).isFalse();
            assertThat(agentGot()).isEmpty();
        }

        @Test
        void ourOwnAgentIsPausedWhenTheClientIsAwayAndGoesOnWhenItIsBack() {
            attach(OWN, OWN);
            relay.detach(Side.CLIENT, client);
            loop.advance(Duration.ofSeconds(2));
            assertThat(agentGot()).isEmpty();
            loop.advance(Duration.ofSeconds(2));
            assertThat(agentGot()).containsExactly("pause_publication");
            client = new FakeSocket(loop);
            attach(Side.CLIENT, client, OWN);
            assertThat(agentGot()).containsExactly("start_publication");
        }

        @Test
        void anOfficialAgentIsNotPausedForAClientThatIsAwayUntilMemoryIsFull() {
            attach(OFFICIAL, OFFICIAL);
            relay.detach(Side.CLIENT, client);
            loop.advance(Duration.ofMinutes(5));
            assertThat(agentGot())
                    .as("after a pause it sends ten frames a second")
                    .isEmpty();
            fillClient();
            loop.advance(Duration.ofSeconds(5));
            assertThat(agentGot()).containsExactly("pause_publication");
        }

        @Test
        void anOfficialClientIsNotReadWhileTheAgentIsAway() {
            attach(OFFICIAL, OFFICIAL);
            fromAgent(output(0, "$ "));
            relay.detach(Side.AGENT, agent);
            clientGot();
            for (int i = 0; client.reading(); i++) {
                fromClient(input(i, "x".repeat(CHUNK_BYTES)));
            }
            loop.advance(Duration.ofMinutes(5));
            assertThat(client.reading()).isFalse();
            assertThat(clientGot()).as("it knows no pause").isEmpty();
            agent = new FakeSocket(loop);
            attach(Side.AGENT, agent, OFFICIAL);
            assertThat(client.reading()).isTrue();
        }

        @Test
        void aFrameThatWaitsIsNotQueuedTwice() {
            attach(OFFICIAL, OFFICIAL);
            relay.detach(Side.CLIENT, client);
            for (int i = 0; i < 100; i++) {
                fromAgent(output(0, "again and again"));
            }
            client = new FakeSocket(loop);
            attach(Side.CLIENT, client, OFFICIAL);
            assertThat(clientGot()).containsExactly("0 again and again");
            fromAgent(output(0, "again and again"));
            assertThat(clientGot())
                    .as("it may have been lost with a connection")
                    .hasSize(1);
        }

        @Test
        void anAgentThatReconnectsPublishesWhateverTheOldConnectionWasTold() {
            attach(OFFICIAL, OFFICIAL);
            fillClient();
            loop.advance(Duration.ofSeconds(5));
            agent = new FakeSocket(loop);
            attach(Side.AGENT, agent, OFFICIAL);
            assertThat(agent.reading()).isFalse();
            loop.advance(Duration.ofSeconds(5));
            assertThat(agentGot()).containsExactly("pause_publication");
        }

        /** Lets the client stall and fills its queue; returns how many frames the agent has sent. */
        private int fillClient() {
            client.writable(false);
            int sent = 0;
            for (; agent.reading(); sent++) {
                fromAgent(chunk(sent));
            }
            return sent;
        }

        private byte[] chunk(int sequence) {
            return output(sequence, "x".repeat(CHUNK_BYTES));
        }

        private void release(FakeSocket socket, Side side) {
            socket.writable(true);
            relay.writable(side, socket);
        }
    }

    @Nested
    class TheEnd {
        @Test
        void theClientIsToldOnlyWhenItHasAcknowledgedAllOutput() {
            attach(OFFICIAL, OFFICIAL);
            fromAgent(output(0, "bye"));
            fromAgent(agentState(State.TERMINATING));
            relay.detach(Side.AGENT, agent);
            close(EXITED, "");
            assertThat(clientGot()).containsExactly("0 bye");
            fromClient(ackOfOutput(0));
            assertThat(clientGot()).containsExactly("closed \"\"");
        }

        @Test
        void outputThatComesAfterTheWordOfTheEndIsWaitedFor() {
            attach(OFFICIAL, OFFICIAL);
            close(EXITED, "");
            fromAgent(output(0, "the control channel was faster"));
            relay.detach(Side.AGENT, agent);
            fromClient(ackOfOutput(0));
            assertThat(clientGot()).containsExactly("0 the control channel was faster", "closed \"\"");
        }

        @Test
        void aClientThatDoesNotAcknowledgeIsToldAfterTwoSeconds() {
            attach(OFFICIAL, OFFICIAL);
            fromAgent(output(0, "bye"));
            relay.detach(Side.AGENT, agent);
            close(new EndReason.AgentError("no such user"), "no such user");
            loop.advance(Duration.ofMillis(1_900));
            assertThat(clientGot()).containsExactly("0 bye");
            loop.advance(Duration.ofMillis(200));
            assertThat(clientGot()).containsExactly("closed \"no such user\"");
        }

        @Test
        void aTerminatedSessionEndsBothEndsAtOnceBehindWhatWasOnItsWay() {
            attach(OFFICIAL, OFFICIAL);
            client.writable(false);
            fromAgent(output(0, "last"));
            close(TERMINATED, "terminated");
            assertThat(agentGot()).containsExactly("closed \"\"");
            client.writable(true);
            relay.writable(Side.CLIENT, client);
            assertThat(clientGot()).containsExactly("0 last", "closed \"terminated\"");
        }

        @Test
        void theEndsLeaveByThemselvesOrAreClosedAfterThreeSeconds() {
            attach(OFFICIAL, OFFICIAL);
            close(TERMINATED, "");
            relay.detach(Side.AGENT, agent);
            loop.advance(Duration.ofSeconds(2));
            assertThat(client.closeCode())
                    .as("a closed socket would bring it back")
                    .isZero();
            assertThat(events).doesNotContain("closed");
            loop.advance(Duration.ofSeconds(2));
            assertThat(client.closeCode()).isEqualTo(CloseCode.NORMAL);
            assertThat(events).last().isEqualTo("closed");
        }

        @Test
        void isOverAtOnceWhenBothEndsAreGone() {
            attach(OFFICIAL, OFFICIAL);
            relay.detach(Side.CLIENT, client);
            fromAgent(output(0, "nobody sees this"));
            relay.detach(Side.AGENT, agent);
            close(EXITED, "");
            assertThat(events).last().isEqualTo("closed");
        }

        @Test
        void aSlowClientGetsItsLastOutputAsLongAsItTakesSome() {
            attach(OWN, OWN);
            client.writable(false);
            for (int i = 0; i < 30; i++) {
                fromAgent(output(i, "x"));
            }
            relay.detach(Side.AGENT, agent);
            close(EXITED, "");
            loop.advance(Duration.ofMillis(1_500));
            client.writable(true);
            relay.writable(Side.CLIENT, client);
            for (int i = 0; i < 30; i++) {
                loop.advance(Duration.ofMillis(1_500));
                assertThat(clientGot()).doesNotContain("closed \"\"");
                fromClient(ackOfOutput(i));
            }
            assertThat(clientGot()).containsExactly("closed \"\"");
        }

        @Test
        void aPortClientsWishToEndIsDeliveredThoughItIsGone() {
            attach(OFFICIAL, OFFICIAL);
            agent.writable(false);
            fromClient(terminateFlag(0));
            relay.detach(Side.CLIENT, client);
            relay.detach(Side.AGENT, agent);
            agent = new FakeSocket(loop);
            attach(Side.AGENT, agent, OFFICIAL);
            assertThat(agentGot()).containsExactly("0 FLAG");
        }

        @Test
        void anEndThatComesTooLateIsToldToo() {
            attach(OFFICIAL, OFFICIAL);
            close(TERMINATED, "terminated");
            clientGot();
            client = new FakeSocket(loop);
            attach(Side.CLIENT, client, OFFICIAL);
            assertThat(clientGot()).containsExactly("closed \"terminated\"");
        }

        private void close(EndReason reason, String farewell) {
            relay.close(reason, farewell);
            loop.run();
        }
    }

    // ---- the two ends

    private void attach(boolean ownClient, boolean ownAgent) {
        attach(Side.AGENT, agent, ownAgent);
        attach(Side.CLIENT, client, ownClient);
    }

    private void attach(Side side, FakeSocket socket, boolean own) {
        relay.attach(side, socket, own);
    }

    private void fromClient(byte[] message) {
        relay.message(Side.CLIENT, client, BinaryMessage.copyOf(message));
    }

    private void fromAgent(byte[] message) {
        relay.message(Side.AGENT, agent, BinaryMessage.copyOf(message));
    }

    private List<String> clientGot() {
        return client.take().stream().map(TestFrames::say).toList();
    }

    private List<String> agentGot() {
        return agent.take().stream().map(TestFrames::say).toList();
    }

    private final class Recorded implements SessionEvents {
        @Override
        public void input() {
            events.add("input");
        }

        @Override
        public void connected(Side side) {
            events.add("connected " + side);
        }

        @Override
        public void disconnected(Side side) {
            events.add("disconnected " + side);
        }

        @Override
        public void exitCode(int code) {
            events.add("exit code " + code);
        }

        @Override
        public void exited(int code) {
            events.add("exited " + code);
        }

        @Override
        public void badFrame(Side side, WebSocket socket, String why) {
            events.add("bad frame " + side + ": " + why);
        }

        @Override
        public void closed() {
            events.add("closed");
        }
    }
}
