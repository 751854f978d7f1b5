// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sallyport.server.identity.Arn;
import sallyport.server.identity.NodeId;

/**
 * A session as it is at one moment.
 *
 * @param owner ARN of the principal that started it
 * @param ownerId that principal's unique id ({@code AIDA…}, {@code AROA…:name})
 * @param documentName the session document, or empty for the account's default
 * @param reason why the owner wanted it, or empty
 * @param parameters the document's parameters as the owner gave them
 */
public record Session(
        SessionId id,
        NodeId target,
        Arn owner,
        String ownerId,
        String documentName,
        String reason,
        Map<String, List<String>> parameters,
        SessionLimits limits,
        Instant start,
        SessionStatus status,
        Optional<End> end) {

    /** How a session ended. */
    public record End(EndReason reason, Instant at) {}

    public Session {
        parameters = Map.copyOf(parameters);
    }

    Session in(SessionStatus now, Optional<End> ended) {
        return new Session(id, target, owner, ownerId, documentName, reason, parameters, limits, start, now, ended);
    }
}
