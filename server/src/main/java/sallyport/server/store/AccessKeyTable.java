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

    /** Either {@code userId} is set or {@code roleId}; {@code nodeId} with {@code roleId} only. {@code derived}: of keys that STS issued. */
    public record Row(
            String accessKeyId,
            String wrappedSecret,
            @Nullable String tokenHash,
            @Nullable String userId,
            @Nullable String roleId,
            @Nullable String nodeId,
            boolean active,
            long created,
            @Nullable Long expires,
            @Nullable LastUse lastUse,
            @Nullable Derived derived) {

        /** A permanent key, or one of a node. */
        public Row(
                String accessKeyId,
                String wrappedSecret,
                @Nullable String tokenHash,
                @Nullable String userId,
                @Nullable String roleId,
                @Nullable String nodeId,
                boolean active,
                long created,
                @Nullable Long expires,
                @Nullable LastUse lastUse) {
            this(
                    accessKeyId,
                    wrappedSecret,
                    tokenHash,
                    userId,
                    roleId,
                    nodeId,
                    active,
                    created,
                    expires,
                    lastUse,
                    null);
        }

        @Nullable
        String parentKeyId() {
            return derived == null ? null : derived.parentKeyId();
        }

        @Nullable
        String sessionName() {
            return derived == null ? null : derived.sessionName();
        }

        @Nullable
        String carried() {
            return derived == null ? null : derived.carried();
        }
    }

    /** {@code sessionName}: of a role session or federated user; {@code carried}: JSON. */
    public record Derived(
            @Nullable String parentKeyId, @Nullable String sessionName, String carried) {}

    /** When and for what a permanent key was used last, to the minute. */
    public record LastUse(long moment, String service, String region) {}

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

    /** The permanent keys of a user, the oldest first. */
    public List<Row> ofUser(String userId) {
        return rows.query("""
                        SELECT * FROM access_key
                        WHERE account = :account AND region = :region AND user_id = :userId AND expires IS NULL
                        ORDER BY created, access_key_id""").bind("userId", userId).map((row, _) -> read(row)).list();
    }

    public void insert(Row key) {
        rows.update("""
                        INSERT INTO access_key (account, region, access_key_id, wrapped_secret, token_hash,
                            user_id, role_id, node_id, active, created, expires, parent_key_id, session_name, carried)
                        VALUES (:account, :region, :accessKeyId, :wrappedSecret, :tokenHash,
                            :userId, :roleId, :nodeId, :active, :created, :expires, :parentKeyId, :sessionName, :carried)""")
                .bindMethods(key)
                .bind("parentKeyId", key.parentKeyId())
                .bind("sessionName", key.sessionName())
                .bind("carried", key.carried())
                .execute();
    }

    /** How many keys were asked for with this one and have not expired at this moment. */
    public long countOfParent(String parentKeyId, long moment) {
        return rows.query("""
                        SELECT COUNT(*) FROM access_key
                        WHERE account = :account AND region = :region AND parent_key_id = :parent AND expires > :moment""")
                .bind("parent", parentKeyId)
                .bind("moment", moment)
                .mapTo(Long.class)
                .one();
    }

    /** How many keys of a role that belong to no node and to no other key have not expired at this moment. */
    public long countOfRole(String roleId, long moment) {
        return rows.query("""
                        SELECT COUNT(*) FROM access_key
                        WHERE account = :account AND region = :region AND role_id = :role AND node_id IS NULL
                            AND parent_key_id IS NULL AND expires > :moment""")
                .bind("role", roleId)
                .bind("moment", moment)
                .mapTo(Long.class)
                .one();
    }

    public void setActive(String accessKeyId, boolean active) {
        rows.update("""
                        UPDATE access_key SET active = :active
                        WHERE account = :account AND region = :region AND access_key_id = :accessKeyId""").bind("active", active).bind("accessKeyId", accessKeyId).execute();
    }

    public void setLastUse(String accessKeyId, LastUse use) {
        rows.update("""
                        UPDATE access_key
                        SET last_used = :moment, last_used_service = :service, last_used_region = :where
                        WHERE account = :account AND region = :region AND access_key_id = :accessKeyId""")
                .bind("moment", use.moment())
                .bind("service", use.service())
                .bind("where", use.region())
                .bind("accessKeyId", accessKeyId)
                .execute();
    }

    /** Deletes every key of a user and returns their ids. */
    public List<String> deleteOfUser(String userId) {
        List<String> ids =
                rows.query("""
                        SELECT access_key_id FROM access_key
                        WHERE account = :account AND region = :region AND user_id = :userId""").bind("userId", userId).mapTo(String.class).list();
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

    public void delete(String accessKeyId) {
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
                row.getString("user_id"),
                row.getString("role_id"),
                row.getString("node_id"),
                row.getBoolean("active"),
                row.getLong("created"),
                Rows.nullableLong(row, "expires"),
                lastUse(row),
                derived(row));
    }

    private static @Nullable Derived derived(ResultSet row) throws SQLException {
        String carried = row.getString("carried");
        return carried == null
                ? null
                : new Derived(row.getString("parent_key_id"), row.getString("session_name"), carried);
    }

    private static @Nullable LastUse lastUse(ResultSet row) throws SQLException {
        Long moment = Rows.nullableLong(row, "last_used");
        return moment == null
                ? null
                : new LastUse(moment, row.getString("last_used_service"), row.getString("last_used_region"));
    }
}
