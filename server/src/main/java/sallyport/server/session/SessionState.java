// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import sallyport.server.session.SessionEvent.Came;
import sallyport.server.session.SessionEvent.Ended;
import sallyport.server.session.SessionEvent.Ticked;
import sallyport.server.session.SessionEvent.Went;

/**
 * Where a session stands. Pure: {@link #next} tells what an event leads to, and what is to be done then.
 *
 * <pre>
 * Open ──ended or overdue──► Terminating ──node confirms or CLOSING is over──► Over
 *   └───ended by the node────────────────────────────────────────────────────► Over
 * </pre>
 */
sealed interface SessionState {

    /** How long both ends together may take to connect for the first time. */
    Duration OPENING = Duration.ofMinutes(5);

    /**
     * How long a node whose control channel is there may leave the session's data channel away. An agent that still has the
     * session dials again every few seconds; one that was started anew never will.
     */
    Duration FORGOTTEN = Duration.ofMinutes(2);

    /** How long {@code Terminating} is shown while the node has not confirmed. */
    Duration CLOSING = Duration.ofSeconds(30);

    /** What is to be done after a step, in this order. */
    enum Effect {
        /** Write down how the session ended. */
        SAVE_END,
        /** Close its connections at the gateway, telling the user why. */
        CLOSE_CONNECTIONS,
        /** Tell the node over its control channel. */
        TELL_NODE,
        /** Write down that the node knows. */
        SAVE_CONFIRMATION
    }

    record Step(SessionState state, List<Effect> effects) {}

    /**
     * One end of a session that goes on.
     *
     * @param here whether it is connected
     * @param wasHere whether it ever was
     * @param sinceNanos when it came or went; of an end that never came, when the session began
     */
    record Presence(boolean here, boolean wasHere, long sinceNanos) {

        private Duration awayFor(long nanos) {
            return here ? Duration.ZERO : Duration.ofNanos(nanos - sinceNanos);
        }
    }

    /** The session goes on. */
    record Open(Presence client, Presence agent) implements SessionState {

        @Override
        public SessionStatus status() {
            if (client.here && agent.here) {
                return SessionStatus.CONNECTED;
            }
            return client.wasHere && agent.wasHere ? SessionStatus.DISCONNECTED : SessionStatus.CONNECTING;
        }

        @Override
        public Step next(SessionEvent event) {
            return switch (event) {
                case Came came -> step(with(came.side(), new Presence(true, true, came.nanos())));
                case Went went -> step(with(went.side(), new Presence(false, true, went.nanos())));
                case Ended ended -> ended(ended);
                case Ticked ticked ->
                    overdue(ticked)
                            .map(reason -> ended(new Ended(reason, false, ticked.at(), ticked.nanos())))
                            .orElse(step(this));
            };
        }

        private Open with(Side side, Presence presence) {
            return switch (side) {
                case CLIENT -> new Open(presence, agent);
                case AGENT -> new Open(client, presence);
            };
        }

        private static Step ended(Ended ended) {
            Session.End end = new Session.End(ended.reason(), ended.at());
            return ended.nodeKnows()
                    ? step(new Over(end, true), Effect.SAVE_END, Effect.CLOSE_CONNECTIONS)
                    : step(
                            new Terminating(end, ended.nanos()),
                            Effect.SAVE_END,
                            Effect.CLOSE_CONNECTIONS,
                            Effect.TELL_NODE);
        }

        private Optional<EndReason> overdue(Ticked now) {
            SessionLimits limits = now.limits();
            if (limits.max().filter(max -> now.age().compareTo(max) >= 0).isPresent()) {
                return Optional.of(new EndReason.MaxDuration(limits.max().get()));
            }
            if (!client.wasHere || !agent.wasHere) {
                return neverOpened(now);
            }
            if (agentIsLost(now)) {
                return Optional.of(new EndReason.NodeLost());
            }
            if (Duration.ofNanos(now.nanos() - now.activeNanos()).compareTo(limits.idle()) < 0) {
                return Optional.empty();
            }
            // nobody can be active while the node is away: that is the reason then, not the user's rest
            return Optional.of(agent.here ? new EndReason.Idle(limits.idle()) : new EndReason.NodeLost());
        }

        private Optional<EndReason> neverOpened(Ticked now) {
            long begun = agent.wasHere ? client.sinceNanos : agent.sinceNanos;
            if (Duration.ofNanos(now.nanos() - begun).compareTo(OPENING) < 0) {
                return Optional.empty();
            }
            return Optional.of(client.wasHere ? new EndReason.NodeLost() : new EndReason.Unopened());
        }

        private boolean agentIsLost(Ticked now) {
            Duration away = agent.awayFor(now.nanos());
            Duration nodeThere = now.nodeSinceNanos()
                    .map(since -> Duration.ofNanos(now.nanos() - since))
                    .orElse(Duration.ZERO);
            return away.compareTo(now.limits().idle()) >= 0
                    || (away.compareTo(FORGOTTEN) >= 0 && nodeThere.compareTo(FORGOTTEN) >= 0);
        }
    }

    /** The session has ended, but its node has not confirmed so yet. */
    record Terminating(Session.End end, long sinceNanos) implements SessionState {

        @Override
        public SessionStatus status() {
            return SessionStatus.TERMINATING;
        }

        @Override
        public Step next(SessionEvent event) {
            return switch (event) {
                case Ended ended when ended.nodeKnows() -> step(new Over(end, true), Effect.SAVE_CONFIRMATION);
                case Ticked ticked
                when Duration.ofNanos(ticked.nanos() - sinceNanos).compareTo(CLOSING) >= 0 ->
                    step(new Over(end, false));
                case Came _, Went _, Ended _, Ticked _ -> step(this);
            };
        }
    }

    /** The session has ended. {@code nodeKnows}: whether the node has confirmed that. */
    record Over(Session.End end, boolean nodeKnows) implements SessionState {

        @Override
        public SessionStatus status() {
            return ended(end);
        }

        @Override
        public Step next(SessionEvent event) {
            return switch (event) {
                case Ended ended
                when ended.nodeKnows() && !nodeKnows -> step(new Over(end, true), Effect.SAVE_CONFIRMATION);
                case Came _, Went _, Ended _, Ticked _ -> step(this);
            };
        }
    }

    /** A session that has just begun. */
    static SessionState begun(long nanos) {
        Presence never = new Presence(false, false, nanos);
        return new Open(never, never);
    }

    /** A session that went on when the server stopped: both ends are taken to be on their way back. */
    static SessionState reloaded(long nanos) {
        Presence away = new Presence(false, true, nanos);
        return new Open(away, away);
    }

    SessionStatus status();

    Step next(SessionEvent event);

    /** The status of a session that has ended this way. */
    static SessionStatus ended(Session.End end) {
        return end.reason().failure() ? SessionStatus.FAILED : SessionStatus.TERMINATED;
    }

    private static Step step(SessionState state, Effect... effects) {
        return new Step(state, List.of(effects));
    }
}
