// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

import java.util.List;

/** {@code session_token}: the newest token of each side of a session. */
public final class SessionTokenTable {

    public record Row(String sessionId, String side, String tokenHash, long expires, boolean used) {}

    private final Rows rows;

    SessionTokenTable(Rows rows) {
        this.rows = rows;
    }

    public List<Row> of(String sessionId) {
        return rows.query("""
                        SELECT * FROM session_token
                        WHERE account = :account AND region = :region AND session_id = :sessionId""")
                .bind("sessionId", sessionId)
                .map((row, _) -> new Row(
                        row.getString("session_id"),
                        row.getString("side"),
                        row.getString("token_hash"),
                        row.getLong("expires"),
                        row.getBoolean("used")))
                .list();
    }

    /** Puts a token in the place of the side's last one. */
    public void put(Row token) {
        rows.update("""
                        INSERT INTO session_token (account, region, session_id, side, token_hash, expires, used)
                        VALUES (:account, :region, :sessionId, :side, :tokenHash, :expires, :used)
                        ON CONFLICT (account, region, session_id, side) DO UPDATE
                        SET token_hash = excluded.token_hash, expires = excluded.expires, used = excluded.used""").bindMethods(token).execute();
    }

    /** Deletes those that have expired at this moment, in epoch milliseconds. */
    public void deleteExpired(long moment) {
        rows.update("""
                        DELETE FROM session_token
                        WHERE account = :account AND region = :region AND expires <= :moment""").bind("moment", moment).execute();
    }

    /** Deletes the tokens of both sides. */
    public void deleteOf(String sessionId) {
        rows.update("""
                        DELETE FROM session_token
                        WHERE account = :account AND region = :region AND session_id = :sessionId""").bind("sessionId", sessionId).execute();
    }
}
