// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import sallyport.server.session.grant.Grant;

/**
 * A session that goes on, or has ended and is still on its way out: its state and its connections. Thread-safe; its lock is a
 * leaf, and nothing is called while holding it.
 */
final class LiveSession {

    private final Session begun;
    private final Optional<Grant> grant;
    private final ActivityClock activity;

    // all guarded by this
    private SessionState state;
    private @Nullable Live connections;
    private boolean endSaved;
    private OptionalInt exitCode = OptionalInt.empty();

    /** {@code begun}: the session as it was at first; only what never changes is taken from it. */
    LiveSession(Session begun, Optional<Grant> grant, SessionState state, LongSupplier nanoClock) {
        this.begun = begun;
        this.grant = grant;
        this.state = state;
        this.activity = new ActivityClock(nanoClock);
    }

    /** On what it was allowed; empty if an earlier version of the server began it. */
    Optional<Grant> grant() {
        return grant;
    }

    ActivityClock activity() {
        return activity;
    }

    Session session() {
        SessionState now = state();
        return begun.in(
                now.status(),
                switch (now) {
                    case SessionState.Open _ -> Optional.empty();
                    case SessionState.Terminating terminating -> Optional.of(terminating.end());
                    case SessionState.Over over -> Optional.of(over.end());
                });
    }

    synchronized SessionState state() {
        return state;
    }

    boolean open() {
        return state() instanceof SessionState.Open;
    }

    /** Takes a step and returns what is to be done; whoever gets an effect is the only one to get it. */
    synchronized List<SessionState.Effect> apply(SessionEvent event) {
        boolean opening = state.status() == SessionStatus.CONNECTING;
        SessionState.Step step = state.next(event);
        state = step.state();
        if (opening && state.status() == SessionStatus.CONNECTED) {
            activity.active(); // the idle time begins when both ends are there for the first time
        }
        return step.effects();
    }

    /** Keeps the connections, to be closed at the end; false if the session has ended. */
    synchronized boolean attach(Live live) {
        if (!(state instanceof SessionState.Open)) {
            return false;
        }
        connections = live;
        return true;
    }

    /** Hands the connections out once; empty if there are none. */
    synchronized Optional<Live> detach() {
        Optional<Live> live = Optional.ofNullable(connections);
        connections = null;
        return live;
    }

    /** Whether the session has ended and the node has not said that it knows. */
    boolean nodeMustBeTold() {
        return switch (state()) {
            case SessionState.Open _ -> false;
            case SessionState.Terminating _ -> true;
            case SessionState.Over over -> !over.nodeKnows();
        };
    }

    synchronized void exitCode(int code) {
        exitCode = OptionalInt.of(code);
    }

    /** How the program ended, as far as its stream has told. */
    synchronized OptionalInt exitCode() {
        return exitCode;
    }

    synchronized void endIsSaved() {
        endSaved = true;
    }

    /** Whether the session has ended and the store does not know yet. */
    synchronized boolean owesEnd() {
        return !(state instanceof SessionState.Open) && !endSaved;
    }
}
