// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import sallyport.server.identity.Arn;
import sallyport.server.identity.NodeId;
import sallyport.server.session.grant.Grant;
import sallyport.server.session.grant.GrantForm;
import sallyport.server.store.SessionTable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How sessions become rows and rows sessions. */
final class SessionRows {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, List<String>>> PARAMETERS = new TypeReference<>() {};

    private SessionRows() {}

    /** The row of a session that has just begun. */
    static SessionTable.Row row(Session session, Grant grant) {
        return new SessionTable.Row(
                session.id().text(),
                session.target().text(),
                session.owner().toString(),
                session.ownerId(),
                session.documentName(),
                session.reason(),
                JSON.writeValueAsString(session.parameters()),
                session.limits().idle().toMillis(),
                session.limits().max().map(Duration::toMillis).orElse(null),
                session.start().toEpochMilli(),
                null,
                null,
                null,
                false,
                GrantForm.write(grant));
    }

    /** The session of a row. One that goes on is given the status {@code DISCONNECTED}: nobody is there yet. */
    static Session session(SessionTable.Row row) {
        Optional<Session.End> end = Optional.ofNullable(row.ended()).map(at -> end(row, at));
        return new Session(
                new SessionId(row.id()),
                new NodeId(row.target()),
                Arn.parse(row.ownerArn()).orElseThrow(),
                row.ownerId(),
                row.document(),
                row.reason(),
                JSON.readValue(row.parameters(), PARAMETERS),
                new SessionLimits(
                        Duration.ofMillis(row.idleMillis()),
                        Optional.ofNullable(row.maxMillis()).map(Duration::ofMillis)),
                Instant.ofEpochMilli(row.started()),
                end.map(SessionState::ended).orElse(SessionStatus.DISCONNECTED),
                end);
    }

    private static Session.End end(SessionTable.Row row, long at) {
        String word = Objects.requireNonNull(row.endReason(), "an ended session has a reason");
        String detail = Objects.requireNonNull(row.endDetail(), "a reason has a detail");
        return new Session.End(EndWords.read(word, detail), Instant.ofEpochMilli(at));
    }
}
