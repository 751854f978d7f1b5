// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import java.time.Instant;
import java.util.Set;

/** One condition of DescribeSessions. A list of filters holds if every one does. */
public sealed interface SessionFilter {

    boolean matches(Session session);

    /** Started at this moment or later. */
    record StartedAfter(Instant moment) implements SessionFilter {
        @Override
        public boolean matches(Session session) {
            return !session.start().isBefore(moment);
        }
    }

    /** Started at this moment or earlier. */
    record StartedBefore(Instant moment) implements SessionFilter {
        @Override
        public boolean matches(Session session) {
            return !session.start().isAfter(moment);
        }
    }

    /** The node, compared exactly; a text that is no node id matches nothing. */
    record Target(String node) implements SessionFilter {
        @Override
        public boolean matches(Session session) {
            return session.target().text().equals(node);
        }
    }

    /** The owner's ARN, compared exactly. */
    record Owner(String arn) implements SessionFilter {
        @Override
        public boolean matches(Session session) {
            return session.owner().toString().equals(arn);
        }
    }

    record Status(Set<SessionStatus> statuses) implements SessionFilter {
        public Status {
            statuses = Set.copyOf(statuses);
        }

        @Override
        public boolean matches(Session session) {
            return statuses.contains(session.status());
        }
    }

    record Id(String id) implements SessionFilter {
        @Override
        public boolean matches(Session session) {
            return session.id().text().equals(id);
        }
    }

    /** {@code Standard} for every session of this server; any other type matches nothing. */
    record AccessType(String type) implements SessionFilter {
        @Override
        public boolean matches(Session session) {
            return type.equals("Standard");
        }
    }
}
