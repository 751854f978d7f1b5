// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code join_token}. */
public final class JoinTokenTable {

    public record Row(
            String tokenHash,
            String nodeId,
            String roleName,
            boolean takesOver,
            long created,
            long expires,
            @Nullable Long used) {}

    private final Rows rows;

    JoinTokenTable(Rows rows) {
        this.rows = rows;
    }

    public Optional<Row> find(String tokenHash) {
        return rows.query("""
                        SELECT * FROM join_token
                        WHERE account = :account AND region = :region AND token_hash = :tokenHash""")
                .bind("tokenHash", tokenHash)
                .map((row, _) -> new Row(
                        row.getString("token_hash"),
                        row.getString("node_id"),
                        row.getString("role_name"),
                        row.getBoolean("takes_over"),
                        row.getLong("created"),
                        row.getLong("expires"),
                        Rows.nullableLong(row, "used")))
                .findOne();
    }

    public void insert(Row token) {
        rows.update("""
                        INSERT INTO join_token (account, region, token_hash, node_id, role_name, takes_over,
                            created, expires, used)
                        VALUES (:account, :region, :tokenHash, :nodeId, :roleName, :takesOver,
                            :created, :expires, :used)""").bindMethods(token).execute();
    }

    public void markUsed(String tokenHash, long moment) {
        rows.update("""
                        UPDATE join_token SET used = :moment
                        WHERE account = :account AND region = :region AND token_hash = :tokenHash""").bind("tokenHash", tokenHash).bind("moment", moment).execute();
    }

    /** Deletes the tokens that had expired at this moment, used or not, and returns their hashes. */
    public List<String> deleteExpired(long moment) {
        List<String> hashes =
                rows.query("""
                        SELECT token_hash FROM join_token
                        WHERE account = :account AND region = :region AND expires <= :moment""").bind("moment", moment).mapTo(String.class).list();
        rows.update("DELETE FROM join_token WHERE account = :account AND region = :region AND expires <= :moment")
                .bind("moment", moment)
                .execute();
        return hashes;
    }
}
