// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code session}: those that go on and those that ended, until they are purged. */
public final class SessionTable {

    public record Row(
            String id,
            String target,
            String ownerArn,
            String ownerId,
            String document,
            String reason,
            String parameters,
            long idleMillis,
            @Nullable Long maxMillis,
            long started,
            @Nullable Long ended,
            @Nullable String endReason,
            @Nullable String endDetail,
            boolean nodeKnows,
            @Nullable String grantJson) {}

    private final Rows rows;

    SessionTable(Rows rows) {
        this.rows = rows;
    }

    public Optional<Row> find(String id) {
        return rows.query("SELECT * FROM session WHERE account = :account AND region = :region AND id = :id")
                .bind("id", id)
                .map((row, _) -> read(row))
                .findOne();
    }

    /** The sessions that go on. */
    public List<Row> listOpen() {
        return rows.query("SELECT * FROM session WHERE account = :account AND region = :region AND ended IS NULL")
                .map((row, _) -> read(row))
                .list();
    }

    /** The sessions that ended at this moment or later, but whose node has not confirmed that it knows. */
    public List<Row> listUnconfirmed(long moment) {
        return rows.query("""
                        SELECT * FROM session
                        WHERE account = :account AND region = :region AND ended >= :moment AND node_knows = FALSE""").bind("moment", moment).map((row, _) -> read(row)).list();
    }

    /**
     * At most {@code max} ended sessions, newest first, of those that started before {@code (started, id)}.
     *
     * @param target the node, or empty for any
     * @param ownerArn the owner, or empty for any
     */
    public List<Row> listEndedBefore(long started, String id, String target, String ownerArn, int max) {
        return rows.query("""
                        SELECT * FROM session
                        WHERE account = :account AND region = :region AND ended IS NOT NULL
                            AND (started < :started OR (started = :started AND id < :id))
                            AND (:target = '' OR target = :target) AND (:ownerArn = '' OR owner_arn = :ownerArn)
                        ORDER BY started DESC, id DESC LIMIT :max""")
                .bind("started", started)
                .bind("id", id)
                .bind("target", target)
                .bind("ownerArn", ownerArn)
                .bind("max", max)
                .map((row, _) -> read(row))
                .list();
    }

    public void insert(Row session) {
        rows.update("""
                        INSERT INTO session (account, region, id, target, owner_arn, owner_id, document, reason,
                            parameters, idle_millis, max_millis, started, ended, end_reason, end_detail, node_knows, grant_json)
                        VALUES (:account, :region, :id, :target, :ownerArn, :ownerId, :document, :reason,
                            :parameters, :idleMillis, :maxMillis, :started, :ended, :endReason, :endDetail, :nodeKnows,
                            :grantJson)""").bindMethods(session).execute();
    }

    public void delete(String id) {
        rows.update("DELETE FROM session WHERE account = :account AND region = :region AND id = :id")
                .bind("id", id)
                .execute();
    }

    public void updateEnd(String id, long ended, String reason, String detail, boolean nodeKnows) {
        rows.update("""
                        UPDATE session
                        SET ended = :ended, end_reason = :reason, end_detail = :detail, node_knows = :nodeKnows
                        WHERE account = :account AND region = :region AND id = :id""")
                .bind("id", id)
                .bind("ended", ended)
                .bind("reason", reason)
                .bind("detail", detail)
                .bind("nodeKnows", nodeKnows)
                .execute();
    }

    public void updateNodeKnows(String id) {
        rows.update("""
                        UPDATE session SET node_knows = TRUE
                        WHERE account = :account AND region = :region AND id = :id""").bind("id", id).execute();
    }

    /** Deletes the sessions that ended before this moment. */
    public int deleteEndedBefore(long moment) {
        return rows.update("""
                        DELETE FROM session
                        WHERE account = :account AND region = :region AND ended < :moment""").bind("moment", moment).execute();
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getString("id"),
                row.getString("target"),
                row.getString("owner_arn"),
                row.getString("owner_id"),
                row.getString("document"),
                row.getString("reason"),
                row.getString("parameters"),
                row.getLong("idle_millis"),
                Rows.nullableLong(row, "max_millis"),
                row.getLong("started"),
                Rows.nullableLong(row, "ended"),
                row.getString("end_reason"),
                row.getString("end_detail"),
                row.getBoolean("node_knows"),
                row.getString("grant_json"));
    }
}
