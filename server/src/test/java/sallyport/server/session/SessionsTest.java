// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import sallyport.ledger.LedgerEvent;
import sallyport.server.identity.NodeId;
import sallyport.server.session.TestSessions.TestLive;
import sallyport.server.store.StoreException;
import sallyport.server.store.TestDatabase;
import sallyport.wire.frame.Frame;
import sallyport.wire.frame.MalformedFrameException;
import sallyport.wire.frame.MessageType;
import sallyport.wire.frame.PayloadType;
import sallyport.wire.message.AgentTask;
import sallyport.wire.message.AgentTaskComplete;
import sallyport.wire.message.ChannelClosed;
import sallyport.wire.message.Messages;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class SessionsTest {

    private static final EndReason BY_ADMIN = new EndReason.ApiTerminated("arn:aws:iam::111122223333:user/admin");

    @Parameter
    TestDatabase database;

    @TempDir
    Path directory;

    private final TestLive live = new TestLive();

    private TestSessions test;

    @BeforeEach
    void open() {
        test = new TestSessions(database, directory);
    }

    @AfterEach
    void close() throws IOException {
        test.close();
    }

    // opening

    @Test
    void writesDownWhatWasAskedForAndTellsTheNode() throws MalformedFrameException {
        SessionLimits limits = new SessionLimits(Duration.ofMinutes(5), Optional.of(Duration.ofHours(1)));
        SessionRequest request = test.request(limits);
        Session session = sessions().open(request).orElseThrow().session();
        assertThat(session.id().text()).matches("admin-[a-z0-9]{26}");
        assertThat(session.target()).isEqualTo(TestSessions.NODE);
        assertThat(session.owner()).isEqualTo(test.admin.arn());
        assertThat(session.ownerId()).isEqualTo(test.admin.userId());
        assertThat(session.documentName()).isEqualTo("AWS-StartInteractiveCommand");
        assertThat(session.reason()).isEqualTo("for a test");
        assertThat(session.parameters()).isEqualTo(Map.of("command", List.of("id")));
        assertThat(session.limits()).isEqualTo(limits);
        assertThat(session.start()).isEqualTo(test.home.clock.instant());
        assertThat(session.status()).isEqualTo(SessionStatus.CONNECTING);
        assertThat(sessions().find(session.id())).contains(session);

        assertThat(test.sent).hasSize(1);
        assertThat(test.sent.getFirst().node()).isEqualTo(TestSessions.NODE);
        Frame frame = test.sent.getFirst().frame();
        assertThat(frame.type()).isEqualTo(MessageType.INTERACTIVE_SHELL);
        assertThat(Messages.read(frame.payload(), AgentTask.class)).isEqualTo(AgentTask.of(request.task()));
    }

    @Test
    void leavesNothingOfASessionWhoseNodeIsNotConnected() {
        test.connected.clear();
        SessionRequest request = test.request(TestSessions.LIMITS);
        assertThat(sessions().open(request)).isEmpty();
        SessionId id = new SessionId(request.task().sessionId());
        assertThat(sessions().find(id)).isEmpty();
        assertThat(sessions().issueToken(id, Side.AGENT)).isEmpty();
        test.restart();
        assertThat(sessions().find(id)).isEmpty();
    }

    // connections

    @Test
    void followsItsConnections() {
        SessionId id = test.open().session().id();
        sessions().sideConnected(id, Side.AGENT);
        assertThat(status(id)).isEqualTo(SessionStatus.CONNECTING);
        sessions().sideConnected(id, Side.CLIENT);
        assertThat(status(id)).isEqualTo(SessionStatus.CONNECTED);
        sessions().sideDisconnected(id, Side.CLIENT);
        assertThat(status(id)).isEqualTo(SessionStatus.DISCONNECTED);
    }

    @Test
    void closesTheConnectionsOfASessionThatEnds() {
        SessionId id = test.connect(live);
        assertThat(sessions().terminate(id, BY_ADMIN)).isTrue();
        assertThat(live.reasons).containsExactly(BY_ADMIN);
        assertThat(live.farewells).containsExactly(BY_ADMIN.sentence());
        assertThat(sessions().attach(id, new TestLive())).as("after the end").isEmpty();
    }

    @Test
    void saysNothingToTheUserWhoseShellEnded() {
        SessionId id = test.connect(live);
        sessions().ended(id, new EndReason.Exited(OptionalInt.of(0)));
        assertThat(live.farewells).containsExactly("");
    }

    @Test
    void closesTheConnectionsThatCameLast() {
        SessionId id = test.connect(live);
        TestLive second = new TestLive();
        sessions().attach(id, second).orElseThrow();
        sessions().terminate(id, BY_ADMIN);
        assertThat(live.reasons).isEmpty();
        assertThat(second.reasons).containsExactly(BY_ADMIN);
    }

    @Test
    void knowsNothingOfSessionsThatAreNotThere() {
        SessionId unknown = sessions().newId(test.admin);
        assertThat(sessions().find(unknown)).isEmpty();
        assertThat(sessions().resume(unknown)).isEmpty();
        assertThat(sessions().terminate(unknown, BY_ADMIN)).isFalse();
        assertThat(sessions().attach(unknown, live)).isEmpty();
        sessions().sideConnected(unknown, Side.CLIENT);
        sessions().sideDisconnected(unknown, Side.CLIENT);
        sessions().ended(unknown, new EndReason.UserEnded());
        assertThat(test.recordedEnds()).isEmpty();
    }

    // ends

    @Test
    void isTerminatingUntilTheNodeConfirms() throws MalformedFrameException {
        SessionId id = test.connect(live);
        test.home.clock.advance(Duration.ofSeconds(3));
        sessions().terminate(id, BY_ADMIN);
        Session session = sessions().find(id).orElseThrow();
        assertThat(session.status()).isEqualTo(SessionStatus.TERMINATING);
        assertThat(session.end()).contains(new Session.End(BY_ADMIN, test.home.clock.instant()));
        assertThat(ids(true)).containsExactly(id);
        assertThat(ids(false)).isEmpty();

        Frame told = test.sent.getLast().frame();
        assertThat(told.type()).isEqualTo(MessageType.CHANNEL_CLOSED);
        ChannelClosed closed = Messages.read(told.payload(), ChannelClosed.class);
        assertThat(closed.sessionId()).isEqualTo(id.text());
        assertThat(closed.destinationId()).isEqualTo(id.text());
        assertThat(closed.messageType()).isEqualTo("channel_closed");
        assertThat(closed.messageId()).isEqualTo(told.id().toString());

        complete(TestSessions.NODE, id, "Success", "");
        assertThat(status(id)).isEqualTo(SessionStatus.TERMINATED);
        assertThat(ids(true)).isEmpty();
        assertThat(ids(false)).containsExactly(id);
        assertThat(sessions().find(id).orElseThrow().end().orElseThrow().reason())
                .isEqualTo(BY_ADMIN);
    }

    @Test
    void isTerminatedOnceOnly() {
        SessionId id = test.connect(live);
        assertThat(sessions().terminate(id, BY_ADMIN)).isTrue();
        assertThat(sessions().terminate(id, new EndReason.ServerError())).isFalse();
        assertThat(live.reasons).containsExactly(BY_ADMIN);
        assertThat(test.recordedEnds()).hasSize(1);
    }

    @Test
    void putsEveryEndOnTheLedger() {
        Session session = sessions().find(test.connect(live)).orElseThrow();
        sessions().terminate(session.id(), BY_ADMIN);
        assertThat(test.recordedEnds())
                .containsExactly(new LedgerEvent.SessionEnded(
                        session.id().text(),
                        TestSessions.NODE.text(),
                        test.admin.arn().toString(),
                        "AWS-StartInteractiveCommand",
                        session.start(),
                        "ApiTerminated",
                        BY_ADMIN.sentence()));
    }

    @Test
    void keepsTheExitCodeThatTheStreamHasToldForTheEnd() {
        SessionId id = test.connect(live);
        sessions().exitCode(id, 7);
        assertThat(status(id)).isEqualTo(SessionStatus.CONNECTED);
        complete(TestSessions.NODE, id, "Success", "");
        assertThat(live.reasons).containsExactly(new EndReason.Exited(OptionalInt.of(7)));
        assertThat(test.recordedEnds())
                .singleElement()
                .satisfies(
                        end -> assertThat(end.message()).isEqualTo("The program on the node ended with exit code 7."));
    }

    @Test
    void letsTheNodesOwnWordsCountMoreThanAnExitCode() {
        SessionId id = test.connect(live);
        sessions().exitCode(id, 7);
        complete(TestSessions.NODE, id, "Failed", "the disk is full");
        assertThat(live.reasons).containsExactly(new EndReason.AgentError("the disk is full"));
    }

    @Test
    void endsWhenTheNodeSaysSo() {
        SessionId id = test.connect(live);
        complete(TestSessions.NODE, id, "Success", "");
        assertThat(status(id)).isEqualTo(SessionStatus.TERMINATED);
        assertThat(live.reasons).containsExactly(new EndReason.Exited(OptionalInt.empty()));
        assertThat(test.sent).as("the node knows").hasSize(1);
        complete(TestSessions.NODE, id, "Success", "");
        assertThat(test.recordedEnds()).as("said twice").hasSize(1);
    }

    @Test
    void failsWithTheWordsOfTheAgent() {
        SessionId id = test.connect(live);
        complete(TestSessions.NODE, id, "Failed", "\n----------ERROR-------\nno such user\n");
        assertThat(status(id)).isEqualTo(SessionStatus.FAILED);
        assertThat(live.farewells).containsExactly("no such user");
    }

    @Test
    void cutsWhatAnAgentSaysTooMuch() {
        SessionId id = test.connect(live);
        complete(TestSessions.NODE, id, "Failed", "x".repeat(100_000));
        assertThat(live.farewells.getFirst()).hasSize(2500);
    }

    @Test
    void letsNoNodeEndTheSessionOfAnother() {
        SessionId id = test.connect(live);
        complete(new NodeId("i-00000000000000bad"), id, "Success", "");
        assertThat(status(id)).isEqualTo(SessionStatus.CONNECTED);
    }

    @Test
    void ignoresWhatANodeSaysOfSessionsThatAreNotThere() {
        complete(TestSessions.NODE, sessions().newId(test.admin), "Success", "");
        sessions().received(TestSessions.NODE, frame(MessageType.AGENT_TASK_COMPLETE, "{\"TaskId\":\"../x\"}"));
        sessions().received(TestSessions.NODE, frame(MessageType.AGENT_TASK_COMPLETE, "not json"));
        sessions().received(TestSessions.NODE, frame(MessageType.AGENT_TELEMETRY, "{}"));
        assertThat(test.recordedEnds()).isEmpty();
    }

    @Test
    void endsTheSessionsOfANodeThatIsRemoved() {
        SessionId id = test.connect(live);
        sessions().nodeRemoved(new NodeId("i-00000000000000000"));
        assertThat(status(id)).isEqualTo(SessionStatus.CONNECTED);
        sessions().nodeRemoved(TestSessions.NODE);
        assertThat(live.reasons).containsExactly(new EndReason.NodeRemoved());
    }

    @Test
    void tellsANodeThatWasAwayWhenItIsBack() {
        SessionId id = test.connect(live);
        test.connected.clear();
        sessions().terminate(id, BY_ADMIN);
        assertThat(test.sent).hasSize(1);
        test.connected.add(TestSessions.NODE);
        sessions().connected(new NodeId("i-00000000000000000"));
        assertThat(test.sent).as("another node").hasSize(1);
        sessions().connected(TestSessions.NODE);
        assertThat(test.sent.getLast().frame().type()).isEqualTo(MessageType.CHANNEL_CLOSED);

        complete(TestSessions.NODE, id, "Success", "");
        sessions().connected(TestSessions.NODE);
        assertThat(test.sent).as("has confirmed").hasSize(2);
    }

    @Test
    void remembersAcrossARestartWhatANodeHasNotConfirmed() {
        SessionId told = test.connect(live);
        SessionId untold = test.connect(live);
        test.connected.clear();
        sessions().terminate(told, BY_ADMIN);
        complete(TestSessions.NODE, told, "Success", "");
        sessions().terminate(untold, BY_ADMIN);
        test.restart();
        test.connected.add(TestSessions.NODE);
        test.sent.clear();
        sessions().connected(TestSessions.NODE);
        assertThat(test.sent).hasSize(1);
        assertThat(new String(test.sent.getFirst().frame().payload(), StandardCharsets.UTF_8))
                .contains(untold.text());
    }

    @Test
    void forgetsToTellANodeThatStaysAway() {
        SessionId id = test.connect(live);
        test.connected.clear();
        sessions().terminate(id, BY_ADMIN);
        test.home.clock.advance(Duration.ofSeconds(31));
        sessions().tick();
        assertThat(status(id)).isEqualTo(SessionStatus.TERMINATED);
        test.home.clock.advance(Duration.ofHours(1));
        sessions().tick();
        test.connected.add(TestSessions.NODE);
        test.sent.clear();
        sessions().connected(TestSessions.NODE);
        assertThat(test.sent).isEmpty();
        assertThat(status(id)).isEqualTo(SessionStatus.TERMINATED);
    }

    // time

    @Test
    void endsWhenItIsIdle() {
        SessionId id = test.open().session().id();
        ActivityClock activity = sessions().attach(id, live).orElseThrow();
        sessions().sideConnected(id, Side.AGENT);
        test.home.clock.advance(Duration.ofMinutes(1));
        sessions().sideConnected(id, Side.CLIENT);
        test.home.clock.advance(Duration.ofMinutes(15));
        activity.active();
        test.home.clock.advance(Duration.ofMinutes(20).minusMillis(1));
        sessions().tick();
        assertThat(live.reasons).isEmpty();
        test.home.clock.advance(Duration.ofMillis(1));
        sessions().tick();
        assertThat(live.reasons).containsExactly(new EndReason.Idle(Duration.ofMinutes(20)));
        assertThat(test.sent.getLast().frame().type()).isEqualTo(MessageType.CHANNEL_CLOSED);
        sessions().tick();
        assertThat(test.recordedEnds()).hasSize(1);
    }

    @Test
    void beginsItsIdleTimeWhenBothAreThere() {
        SessionId id = test.open().session().id();
        sessions().attach(id, live).orElseThrow();
        sessions().sideConnected(id, Side.AGENT);
        test.home.clock.advance(Duration.ofMinutes(4));
        sessions().sideConnected(id, Side.CLIENT);
        test.home.clock.advance(Duration.ofMinutes(19));
        sessions().tick();
        assertThat(live.reasons).isEmpty();
    }

    @Test
    void endsAfterItsLongestDurationByTheWallClock() {
        SessionLimits limits = new SessionLimits(Duration.ofHours(10), Optional.of(Duration.ofHours(1)));
        SessionId id =
                sessions().open(test.request(limits)).orElseThrow().session().id();
        sessions().sideConnected(id, Side.AGENT);
        sessions().sideConnected(id, Side.CLIENT);
        test.home.clock.advance(Duration.ofMinutes(59));
        test.restart();
        sessions().tick();
        assertThat(status(id)).isEqualTo(SessionStatus.DISCONNECTED);
        test.home.clock.advance(Duration.ofMinutes(1));
        sessions().tick();
        assertThat(sessions().find(id).orElseThrow().end().orElseThrow().reason())
                .isEqualTo(new EndReason.MaxDuration(Duration.ofHours(1)));
    }

    @Test
    void losesANodeThatIsBackWithoutTheSession() {
        SessionId id = test.connect(live);
        sessions().connected(TestSessions.NODE);
        sessions().disconnected(TestSessions.NODE);
        sessions().sideDisconnected(id, Side.AGENT);
        test.home.clock.advance(Duration.ofMinutes(3));
        sessions().tick();
        assertThat(live.reasons).as("the node is away").isEmpty();
        sessions().connected(TestSessions.NODE);
        test.home.clock.advance(Duration.ofMinutes(2));
        sessions().tick();
        assertThat(live.reasons).containsExactly(new EndReason.NodeLost());
        assertThat(status(id)).isEqualTo(SessionStatus.TERMINATING);
    }

    @Test
    void endsManyAtOnce() {
        for (int i = 0; i < 200; i++) {
            test.connect(live);
        }
        test.home.clock.advance(Duration.ofMinutes(20));
        sessions().tick();
        assertThat(live.reasons).hasSize(200);
        assertThat(test.recordedEnds()).hasSize(200);
    }

    @Test
    void forgetsItsHistoryAfterThirtyDays() {
        SessionId id = test.connect(live);
        complete(TestSessions.NODE, id, "Success", "");
        test.home.clock.advance(Duration.ofDays(30));
        sessions().tick();
        assertThat(sessions().find(id)).isPresent();
        test.home.clock.advance(Duration.ofHours(2));
        sessions().tick();
        assertThat(sessions().find(id)).isEmpty();
    }

    @Test
    void endsASessionThoughItCannotBeWrittenDown() {
        SessionId id = test.connect(live);
        test.closeStore();
        assertThat(sessions().terminate(id, BY_ADMIN)).isTrue();
        assertThat(live.reasons).containsExactly(BY_ADMIN);
        assertThat(test.sent.getLast().frame().type()).isEqualTo(MessageType.CHANNEL_CLOSED);
        assertThat(test.recordedEnds()).hasSize(1);
    }

    @Test
    void endsWhatIsOverdueThoughTheStoreFails() {
        test.connect(live);
        test.closeStore();
        test.home.clock.advance(Duration.ofDays(31));
        sessions().tick();
        assertThat(live.reasons).containsExactly(new EndReason.Idle(Duration.ofMinutes(20)));
    }

    @Test
    void opensNoSessionThatCannotBeWrittenDown() {
        SessionRequest request = test.request(TestSessions.LIMITS);
        test.closeStore();
        assertThatThrownBy(() -> sessions().open(request)).isInstanceOf(StoreException.class);
        assertThat(test.sent).isEmpty();
    }

    // restarts

    @Test
    void goesOnAfterARestartWithNewTokensForBothEnds() {
        SessionId id = test.connect(live);
        test.restart();
        assertThat(status(id)).isEqualTo(SessionStatus.DISCONNECTED);
        assertThat(ids(true)).containsExactly(id);

        String agent = sessions().issueToken(id, Side.AGENT).orElseThrow().value();
        String client = sessions().resume(id).orElseThrow().clientToken().value();
        assertThat(sessions().redeem(id, agent)).isEqualTo(new TokenVerdict.Accepted(Side.AGENT));
        assertThat(sessions().redeem(id, client)).isEqualTo(new TokenVerdict.Accepted(Side.CLIENT));
        TestLive again = new TestLive();
        sessions().attach(id, again).orElseThrow();
        sessions().sideConnected(id, Side.AGENT);
        sessions().sideConnected(id, Side.CLIENT);
        assertThat(status(id)).isEqualTo(SessionStatus.CONNECTED);

        complete(TestSessions.NODE, id, "Success", "");
        assertThat(again.reasons).containsExactly(new EndReason.Exited(OptionalInt.empty()));
    }

    @Test
    void isWhatItWasAfterARestart() {
        SessionLimits limits = new SessionLimits(Duration.ofMinutes(5), Optional.of(Duration.ofHours(1)));
        Session before = sessions().open(test.request(limits)).orElseThrow().session();
        test.restart();
        assertThat(sessions().find(before.id())).contains(before.in(SessionStatus.DISCONNECTED, Optional.empty()));
    }

    @Test
    void staysEndedAfterARestart() {
        SessionId id = test.connect(live);
        complete(TestSessions.NODE, id, "Success", "");
        test.restart();
        assertThat(ids(true)).isEmpty();
        assertThat(status(id)).isEqualTo(SessionStatus.TERMINATED);
        assertThat(sessions().resume(id)).isEmpty();
    }

    private Sessions sessions() {
        return test.sessions();
    }

    private SessionStatus status(SessionId id) {
        return sessions().find(id).orElseThrow().status();
    }

    private List<SessionId> ids(boolean active) {
        return sessions().list(active, List.of(), Optional.empty(), 200).sessions().stream()
                .map(Session::id)
                .toList();
    }

    private void complete(NodeId node, SessionId id, String status, String output) {
        AgentTaskComplete result = AgentTaskComplete.of(id.text(), node.text(), status, output, 1);
        sessions()
                .received(
                        node,
                        frame(
                                MessageType.AGENT_TASK_COMPLETE,
                                new String(Messages.write(result), StandardCharsets.UTF_8)));
    }

    private static Frame frame(MessageType type, String payload) {
        return new Frame(type, 1, 0, 0, new UUID(1, 2), PayloadType.UNSET, payload.getBytes(StandardCharsets.UTF_8));
    }
}
