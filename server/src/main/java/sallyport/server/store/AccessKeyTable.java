// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code access_key}: permanent keys of users and temporary keys of nodes. */
public final class AccessKeyTable {

    /** Either {@code userName} is set, or {@code roleName} and {@code nodeId} are. */
    public record Row(
            String accessKeyId,
            String wrappedSecret,
            @Nullable String tokenHash,
            @Nullable String userName,
            @Nullable String roleName,
            @Nullable String nodeId,
            boolean active,
            long created,
            @Nullable Long expires) {}

    private final Rows rows;

    AccessKeyTable(Rows rows) {
        this.rows = rows;
    }

    public Optional<Row> find(String accessKeyId) {
        return rows.query("""
                        SELECT * FROM access_key
                        WHERE account = :account AND region = :region AND access_key_id = :accessKeyId""")
                .bind("accessKeyId", accessKeyId)
                .map((row, _) -> read(row))
                .findOne();
    }

    public void insert(Row key) {
        rows.update("""
                        INSERT INTO access_key (account, region, access_key_id, wrapped_secret, token_hash,
                            user_name, role_name, node_id, active, created, expires)
                        VALUES (:account, :region, :accessKeyId, :wrappedSecret, :tokenHash,
                            :userName, :roleName, :nodeId, :active, :created, :expires)""").bindMethods(key).execute();
    }

    /** Deletes every key of a user and returns their ids. */
    public List<String> deleteOfUser(String userName) {
        List<String> ids =
                rows.query("""
                        SELECT access_key_id FROM access_key
                        WHERE account = :account AND region = :region AND user_name = :userName""").bind("userName", userName).mapTo(String.class).list();
        ids.forEach(this::delete);
        return ids;
    }

    /** Deletes every key of a node and returns their ids. */
    public List<String> deleteOfNode(String nodeId) {
        return deleteOldestOfNode(nodeId, 0);
    }

    /** Deletes the keys of a node but the {@code keep} newest and returns their ids. */
    public List<String> deleteOldestOfNode(String nodeId, int keep) {
        List<String> oldest = rows.query("""
                        SELECT access_key_id FROM access_key
                        WHERE account = :account AND region = :region AND node_id = :nodeId
                        ORDER BY created DESC, access_key_id""").bind("nodeId", nodeId).mapTo(String.class).stream()
                .skip(keep)
                .toList();
        oldest.forEach(this::delete);
        return oldest;
    }

    private void delete(String accessKeyId) {
        rows.update("""
                        DELETE FROM access_key
                        WHERE account = :account AND region = :region AND access_key_id = :accessKeyId""").bind("accessKeyId", accessKeyId).execute();
    }

    /** Deletes the temporary keys that had expired at this moment. */
    public int deleteExpired(long moment) {
        return rows.update("""
                        DELETE FROM access_key
                        WHERE account = :account AND region = :region AND expires <= :moment""").bind("moment", moment).execute();
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getString("access_key_id"),
                row.getString("wrapped_secret"),
                row.getString("token_hash"),
                row.getString("user_name"),
                row.getString("role_name"),
                row.getString("node_id"),
                row.getBoolean("active"),
                row.getLong("created"),
                Rows.nullableLong(row, "expires"));
    }
}
