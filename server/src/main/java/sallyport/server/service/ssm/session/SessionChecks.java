// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.session;

import java.util.Map;
import java.util.Optional;
import sallyport.server.authz.Requirement;
import sallyport.server.identity.Home;
import sallyport.server.session.Session;

/** What a caller must be allowed to do with a session that exists. */
final class SessionChecks {
    private SessionChecks() {}

    /**
     * The session's ARN, with the tags that policies know sessions by: who started it, and on what.
     *
     * @param id as the caller wrote it
     */
    static Requirement of(String action, String id, Optional<Session> session, Home home) {
        return Requirement.of(action, home.arn("ssm", "session/" + id))
                .tagged(session.map(SessionChecks::tags).orElse(Map.of()));
    }

    private static Map<String, String> tags(Session session) {
        return Map.of(
                "aws:ssmmessages:session-id", session.ownerId(),
                "aws:ssmmessages:target-id", session.target().text());
    }
}
