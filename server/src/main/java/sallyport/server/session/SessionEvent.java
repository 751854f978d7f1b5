// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What can happen to a session. Moments named {@code nanos} are of the monotonic clock. */
sealed interface SessionEvent {

    /** An end has a connection. */
    record Came(Side side, long nanos) implements SessionEvent {}

    /** An end has no connection any more. */
    record Went(Side side, long nanos) implements SessionEvent {}

    /**
     * The session shall end, or has ended.
     *
     * @param nodeKnows whether it is the node that says so
     */
    record Ended(EndReason reason, boolean nodeKnows, Instant at, long nanos) implements SessionEvent {}

    /**
     * Time has passed.
     *
     * @param limits the session's limits
     * @param age time since the session's start
     * @param activeNanos when there last was activity
     * @param nodeSinceNanos since when the node has its control channel; empty if it has none
     */
    record Ticked(
            SessionLimits limits, Duration age, long activeNanos, Optional<Long> nodeSinceNanos, Instant at, long nanos)
            implements SessionEvent {}
}
