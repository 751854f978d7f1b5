// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import static org.assertj.core.api.Assertions.assertThat;
import static sallyport.server.session.SessionState.Effect.CLOSE_CONNECTIONS;
import static sallyport.server.session.SessionState.Effect.SAVE_CONFIRMATION;
import static sallyport.server.session.SessionState.Effect.SAVE_END;
import static sallyport.server.session.SessionState.Effect.TELL_NODE;
import static sallyport.server.session.Side.AGENT;
import static sallyport.server.session.Side.CLIENT;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import sallyport.server.session.SessionEvent.Came;
import sallyport.server.session.SessionEvent.Ended;
import sallyport.server.session.SessionEvent.Ticked;
import sallyport.server.session.SessionEvent.Went;
import sallyport.server.session.SessionState.Effect;
import sallyport.server.session.SessionState.Open;
import sallyport.server.session.SessionState.Over;
import sallyport.server.session.SessionState.Step;
import sallyport.server.session.SessionState.Terminating;

class SessionStateTest {

    private static final Duration IDLE = Duration.ofMinutes(20);
    private static final Duration MAX = Duration.ofHours(2);
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final EndReason BY_USER = new EndReason.UserEnded();
    private static final EndReason EXITED = new EndReason.Exited(OptionalInt.empty());

    /** Everything happens this long after the zero of the monotonic clock: it may be any number, even a negative one. */
    private static final long ZERO = -Duration.ofDays(3).toNanos();

    // who is there

    @Test
    void beginsWithNobodyThere() {
        assertThat(begun().status()).isEqualTo(SessionStatus.CONNECTING);
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void isConnectingUntilBothWereThere(Side first) {
        SessionState one = after(begun(), came(first, 1)).state();
        assertThat(one.status()).isEqualTo(SessionStatus.CONNECTING);
        SessionState none = after(one, went(first, 2)).state();
        assertThat(none.status()).as("the first has gone again").isEqualTo(SessionStatus.CONNECTING);
        assertThat(after(one, came(other(first), 3)).state().status()).isEqualTo(SessionStatus.CONNECTED);
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void isDisconnectedWhileOneIsAwayAndConnectedWhenItIsBack(Side side) {
        SessionState away = after(connected(), went(side, 10)).state();
        assertThat(away.status()).isEqualTo(SessionStatus.DISCONNECTED);
        SessionState back = after(away, came(side, 20)).state();
        assertThat(back.status()).isEqualTo(SessionStatus.CONNECTED);
    }

    @Test
    void isDisconnectedAfterARestartOfTheServerUntilBothAreBack() {
        SessionState reloaded = SessionState.reloaded(at(0));
        assertThat(reloaded.status()).isEqualTo(SessionStatus.DISCONNECTED);
        SessionState one = after(reloaded, came(AGENT, 1)).state();
        assertThat(one.status()).isEqualTo(SessionStatus.DISCONNECTED);
        assertThat(after(one, came(CLIENT, 2)).state().status()).isEqualTo(SessionStatus.CONNECTED);
    }

    @Test
    void comingAndGoingHasNoEffectWhileOpen() {
        for (Side side : Side.values()) {
            assertThat(after(connected(), came(side, 5)).effects()).isEmpty();
            assertThat(after(connected(), went(side, 5)).effects()).isEmpty();
        }
    }

    // ends that someone wants

    @Test
    void endsAndTellsTheNode() {
        Step step = after(connected(), new Ended(BY_USER, false, NOW, at(60)));
        assertThat(step.state()).isEqualTo(new Terminating(new Session.End(BY_USER, NOW), at(60)));
        assertThat(step.state().status()).isEqualTo(SessionStatus.TERMINATING);
        assertThat(step.effects()).containsExactly(SAVE_END, CLOSE_CONNECTIONS, TELL_NODE);
    }

    @Test
    void endsWithoutTellingANodeThatKnows() {
        Step step = after(connected(), new Ended(EXITED, true, NOW, at(60)));
        assertThat(step.state()).isEqualTo(new Over(new Session.End(EXITED, NOW), true));
        assertThat(step.state().status()).isEqualTo(SessionStatus.TERMINATED);
        assertThat(step.effects()).containsExactly(SAVE_END, CLOSE_CONNECTIONS);
    }

    @Test
    void isOverWhenTheNodeConfirms() {
        Step step = after(terminating(), new Ended(EXITED, true, NOW.plusSeconds(1), at(61)));
        assertThat(step.state()).as("the first reason stays").isEqualTo(new Over(new Session.End(BY_USER, NOW), true));
        assertThat(step.effects()).containsExactly(SAVE_CONFIRMATION);
    }

    @Test
    void isShownAsTerminatedWhenTheNodeDoesNotConfirm() {
        assertThat(after(terminating(), tick(60 + 29, 0)).state()).isEqualTo(terminating());
        Step step = after(terminating(), tick(60 + 30, 0));
        assertThat(step.state()).isEqualTo(new Over(new Session.End(BY_USER, NOW), false));
        assertThat(step.effects()).isEmpty();
    }

    @Test
    void notesAConfirmationThatComesLate() {
        Over unconfirmed = new Over(new Session.End(BY_USER, NOW), false);
        Step step = after(unconfirmed, new Ended(EXITED, true, NOW.plusSeconds(100), at(160)));
        assertThat(step.state()).isEqualTo(new Over(new Session.End(BY_USER, NOW), true));
        assertThat(step.effects()).containsExactly(SAVE_CONFIRMATION);
    }

    @Test
    void endsOnce() {
        Ended again = new Ended(new EndReason.ServerError(), false, NOW.plusSeconds(5), at(65));
        for (SessionState over : List.of(
                terminating(),
                new Over(new Session.End(BY_USER, NOW), false),
                new Over(new Session.End(BY_USER, NOW), true))) {
            assertThat(after(over, again)).isEqualTo(new Step(over, List.of()));
        }
        Over confirmed = new Over(new Session.End(BY_USER, NOW), true);
        assertThat(after(confirmed, new Ended(EXITED, true, NOW, at(65)))).isEqualTo(new Step(confirmed, List.of()));
    }

    @Test
    void takesNoNoticeOfConnectionsAfterTheEnd() {
        for (SessionState over : List.of(terminating(), new Over(new Session.End(BY_USER, NOW), false))) {
            assertThat(after(over, came(CLIENT, 70))).isEqualTo(new Step(over, List.of()));
            assertThat(after(over, went(CLIENT, 70))).isEqualTo(new Step(over, List.of()));
        }
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void hasFailedIfTheReasonIsAFailure(EndReason reason) {
        SessionState over =
                after(connected(), new Ended(reason, true, NOW, at(60))).state();
        assertThat(over.status()).isEqualTo(reason.failure() ? SessionStatus.FAILED : SessionStatus.TERMINATED);
    }

    static List<EndReason> reasons() {
        return EndReasonTest.oneOfEach();
    }

    // ends that time brings

    @Test
    void endsWhenNothingHappensForTheIdleTime() {
        assertThat(reason(connected(), tick(1199 + 7, 7))).isEmpty();
        assertThat(reason(connected(), tick(1200 + 7, 7))).contains(new EndReason.Idle(IDLE));
        assertThat(after(connected(), tick(1200 + 7, 7)).effects())
                .containsExactly(SAVE_END, CLOSE_CONNECTIONS, TELL_NODE);
    }

    @Test
    void isIdleWhileTheClientIsAway() {
        SessionState away = after(connected(), went(CLIENT, 100)).state();
        assertThat(reason(away, tick(100 + 1199, 100))).isEmpty();
        assertThat(reason(away, tick(100 + 1200, 100))).contains(new EndReason.Idle(IDLE));
    }

    @Test
    void doesNotTakeAReconnectionForActivity() {
        SessionState state = after(connected(), went(CLIENT, 1000)).state();
        state = after(state, came(CLIENT, 1100)).state();
        assertThat(reason(state, tick(1200 + 7, 7))).contains(new EndReason.Idle(IDLE));
    }

    @Test
    void losesTheNodeThatStaysAwayForTheIdleTimeThoughTheUserTypes() {
        SessionState away = after(connected(), went(AGENT, 100)).state();
        assertThat(reason(away, tick(100 + 1199, 1290))).isEmpty();
        assertThat(reason(away, tick(100 + 1200, 1290))).contains(new EndReason.NodeLost());
    }

    @Test
    void blamesTheNodeIfItIsAwayWhenTheIdleTimeIsOver() {
        SessionState away = after(connected(), went(AGENT, 100)).state();
        assertThat(reason(away, tick(95 + 1200, 95))).contains(new EndReason.NodeLost());
    }

    @Test
    void losesTheNodeThatIsBackWithoutTheSession() {
        SessionState away = after(connected(), went(AGENT, 100)).state();
        assertThat(reason(away, tick(219, 210).nodeSince(99)))
                .as("away for 119 s")
                .isEmpty();
        assertThat(reason(away, tick(220, 210).nodeSince(101)))
                .as("back for 119 s")
                .isEmpty();
        assertThat(reason(away, tick(220, 210).nodeSince(100))).contains(new EndReason.NodeLost());
        assertThat(reason(away, tick(1000, 999))).as("not connected at all").isEmpty();
        assertThat(reason(connected(), tick(500, 499).nodeSince(0)))
                .as("has the session")
                .isEmpty();
    }

    @Test
    void endsAfterItsLongestDuration() {
        assertThat(reason(connected(), tick(10, 9).age(MAX.minusMillis(1)))).isEmpty();
        assertThat(reason(connected(), tick(10, 9).age(MAX))).contains(new EndReason.MaxDuration(MAX));
        assertThat(reason(begun(), tick(10, 9).age(MAX))).contains(new EndReason.MaxDuration(MAX));
        assertThat(reason(connected(), tick(10, 9).age(MAX.multipliedBy(100)).unlimited()))
                .isEmpty();
    }

    @Test
    void endsIfNobodyComes() {
        assertThat(reason(begun(), tick(299, 0))).isEmpty();
        assertThat(reason(begun(), tick(300, 0))).contains(new EndReason.Unopened());
    }

    @Test
    void endsIfTheClientNeverComes() {
        SessionState waiting = after(begun(), came(AGENT, 1)).state();
        assertThat(reason(waiting, tick(299, 0))).isEmpty();
        assertThat(reason(waiting, tick(300, 0))).contains(new EndReason.Unopened());
        SessionState gone = after(waiting, went(AGENT, 200)).state();
        assertThat(reason(gone, tick(300, 0))).contains(new EndReason.Unopened());
    }

    @Test
    void losesTheNodeThatNeverComes() {
        SessionState waiting = after(begun(), came(CLIENT, 1)).state();
        assertThat(reason(waiting, tick(299, 0))).isEmpty();
        assertThat(reason(waiting, tick(300, 0))).contains(new EndReason.NodeLost());
        SessionState gone = after(waiting, went(CLIENT, 200)).state();
        assertThat(reason(gone, tick(300, 0))).contains(new EndReason.NodeLost());
    }

    @Test
    void givesBothEndsTheIdleTimeToComeBackAfterARestart() {
        SessionState reloaded = SessionState.reloaded(at(0));
        assertThat(reason(reloaded, tick(1199, 0))).isEmpty();
        assertThat(reason(reloaded, tick(1200, 0))).contains(new EndReason.NodeLost());
        SessionState agentBack = after(reloaded, came(AGENT, 3)).state();
        assertThat(reason(agentBack, tick(1200, 0))).contains(new EndReason.Idle(IDLE));
    }

    // whatever happens

    @ParameterizedTest
    @MethodSource("seeds")
    void endsOnceForOneReasonWhateverHappens(int seed) {
        Random random = new Random(seed);
        SessionState state = random.nextBoolean() ? begun() : SessionState.reloaded(at(0));
        List<Effect> effects = new ArrayList<>();
        Optional<Session.End> end = Optional.empty();
        long second = 0;
        for (int i = 0; i < 200; i++) {
            second += random.nextInt(120);
            Step step = after(state, anything(random, second));
            effects.addAll(step.effects());
            end.ifPresent(before -> assertThat(end(step.state())).contains(before));
            end = end(step.state());
            state = step.state();
            assertThat(state.status().active()).isEqualTo(!(state instanceof Over));
        }
        assertThat(effects.stream().filter(SAVE_END::equals).count()).isEqualTo(end.isPresent() ? 1 : 0);
        assertThat(effects.stream().filter(TELL_NODE::equals).count()).isLessThanOrEqualTo(1);
        assertThat(effects.stream().filter(SAVE_CONFIRMATION::equals).count()).isLessThanOrEqualTo(1);
    }

    static IntStream seeds() {
        return IntStream.range(0, 500);
    }

    private static SessionEvent anything(Random random, long second) {
        Side side = Side.values()[random.nextInt(2)];
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> came(side, second);
            case 4, 5, 6 -> went(side, second);
            case 7 ->
                random.nextInt(10) > 0
                        ? tick(second, second - 1).event()
                        : new Ended(BY_USER, random.nextBoolean(), NOW.plusSeconds(second), at(second));
            default ->
                tick(second, second - random.nextInt(30))
                        .nodeSince(0)
                        .age(Duration.ofSeconds(second))
                        .event();
        };
    }

    private static Optional<Session.End> end(SessionState state) {
        return switch (state) {
            case Open _ -> Optional.empty();
            case Terminating terminating -> Optional.of(terminating.end());
            case Over over -> Optional.of(over.end());
        };
    }

    private static Optional<EndReason> reason(SessionState state, Tick tick) {
        return end(after(state, tick).state()).map(Session.End::reason);
    }

    private static Step after(SessionState state, SessionEvent event) {
        return state.next(event);
    }

    private static Step after(SessionState state, Tick tick) {
        return state.next(tick.event());
    }

    private static SessionState begun() {
        return SessionState.begun(at(0));
    }

    private static SessionState connected() {
        return after(after(begun(), came(CLIENT, 1)).state(), came(AGENT, 2)).state();
    }

    private static SessionState terminating() {
        return new Terminating(new Session.End(BY_USER, NOW), at(60));
    }

    private static Came came(Side side, long second) {
        return new Came(side, at(second));
    }

    private static Went went(Side side, long second) {
        return new Went(side, at(second));
    }

    private static Side other(Side side) {
        return side == CLIENT ? AGENT : CLIENT;
    }

    private static long at(long second) {
        return ZERO + Duration.ofSeconds(second).toNanos();
    }

    private static Tick tick(long second, long activeSecond) {
        return new Tick(second, activeSecond, Optional.empty(), Duration.ofSeconds(second), Optional.of(MAX));
    }

    /** A tick of the clock, described in seconds. */
    private record Tick(
            long second, long activeSecond, Optional<Long> nodeSinceSecond, Duration age, Optional<Duration> max) {

        Tick nodeSince(long since) {
            return new Tick(second, activeSecond, Optional.of(since), age, max);
        }

        Tick age(Duration other) {
            return new Tick(second, activeSecond, nodeSinceSecond, other, max);
        }

        Tick unlimited() {
            return new Tick(second, activeSecond, nodeSinceSecond, age, Optional.empty());
        }

        SessionEvent event() {
            return new Ticked(
                    new SessionLimits(IDLE, max),
                    age,
                    at(activeSecond),
                    nodeSinceSecond.map(SessionStateTest::at),
                    NOW,
                    at(second));
        }
    }
}
