// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** One condition of DescribeSessions. A list of filters holds if every one does. */
public sealed interface SessionFilter {

    /** Started at this moment or later. */
    record StartedAfter(Instant moment) implements SessionFilter {}

    /** Started at this moment or earlier. */
    record StartedBefore(Instant moment) implements SessionFilter {}

    /** The node, compared exactly; a text that is no node id matches nothing. */
    record Target(String node) implements SessionFilter {}

    /** The owner's ARN, compared exactly. */
    record Owner(String arn) implements SessionFilter {}

    record Status(Set<SessionStatus> statuses) implements SessionFilter {
        public Status {
            statuses = statuses.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(statuses));
        }
    }

    record Id(String id) implements SessionFilter {}

    /** {@code Standard} for every session of this server; any other type matches nothing. */
    record AccessType(String type) implements SessionFilter {}
}
