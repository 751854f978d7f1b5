// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.session;

import java.util.List;
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
        Map<String, List<String>> context = session.map(known -> Map.of(
                        "ssm:resourceTag/aws:ssmmessages:session-id", List.of(known.ownerId()),
                        "ssm:resourceTag/aws:ssmmessages:target-id",
                                List.of(known.target().text())))
                .orElse(Map.of());
        return new Requirement.AccessCheck(action, home.arn("ssm", "session/" + id), context);
    }
}
