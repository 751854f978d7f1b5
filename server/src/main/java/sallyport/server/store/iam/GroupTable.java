// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store.iam;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sallyport.server.store.Rows;

/** {@code iam_group} and {@code iam_group_member}. */
public final class GroupTable {

    /** {@code nameKey}: the name in small letters. */
    public record Row(String groupId, String name, String nameKey, String path, long created) {

        public static Row of(String groupId, String name, String path, long created) {
            return new Row(groupId, name, name.toLowerCase(Locale.ROOT), path, created);
        }
    }

    private final Rows rows;

    public GroupTable(Rows rows) {
        this.rows = rows;
    }

    /** By name, whatever the case of its letters. */
    public Optional<Row> find(String name) {
        return rows.query(
                        "SELECT * FROM iam_group WHERE account = :account AND region = :region AND name_key = :nameKey")
                .bind("nameKey", name.toLowerCase(Locale.ROOT))
                .map((row, _) -> read(row))
                .findOne();
    }

    public Optional<Row> findById(String groupId) {
        return rows.query(
                        "SELECT * FROM iam_group WHERE account = :account AND region = :region AND group_id = :groupId")
                .bind("groupId", groupId)
                .map((row, _) -> read(row))
                .findOne();
    }

    /** All of them, in the order of their names. */
    public List<Row> list() {
        return rows.query("SELECT * FROM iam_group WHERE account = :account AND region = :region ORDER BY name_key")
                .map((row, _) -> read(row))
                .list();
    }

    public long count() {
        return rows.query("SELECT COUNT(*) FROM iam_group WHERE account = :account AND region = :region")
                .mapTo(Long.class)
                .one();
    }

    public void insert(Row group) {
        rows.update("""
                        INSERT INTO iam_group (account, region, group_id, name, name_key, path, created)
                        VALUES (:account, :region, :groupId, :name, :nameKey, :path, :created)""").bindMethods(group).execute();
    }

    /** Sets name and path of the group with this id. */
    public void update(Row group) {
        rows.update("""
                        UPDATE iam_group SET name = :name, name_key = :nameKey, path = :path
                        WHERE account = :account AND region = :region AND group_id = :groupId""").bindMethods(group).execute();
    }

    public void delete(String groupId) {
        rows.update("DELETE FROM iam_group WHERE account = :account AND region = :region AND group_id = :groupId")
                .bind("groupId", groupId)
                .execute();
    }

    /** Makes a user a member; nothing happens if it is one. */
    public void addMember(String groupId, String userId) {
        rows.update("""
                        INSERT INTO iam_group_member (account, region, group_id, user_id)
                        VALUES (:account, :region, :groupId, :userId)
                        ON CONFLICT (account, region, group_id, user_id) DO NOTHING""").bind("groupId", groupId).bind("userId", userId).execute();
    }

    /** False if the user was no member. */
    public boolean removeMember(String groupId, String userId) {
        return rows.update("""
                        DELETE FROM iam_group_member
                        WHERE account = :account AND region = :region AND group_id = :groupId AND user_id = :userId""").bind("groupId", groupId).bind("userId", userId).execute() > 0;
    }

    /** The groups a user is a member of, in the order of their names. */
    public List<Row> ofUser(String userId) {
        return rows.query("""
                        SELECT g.* FROM iam_group g JOIN iam_group_member m
                            ON m.account = g.account AND m.region = g.region AND m.group_id = g.group_id
                        WHERE m.account = :account AND m.region = :region AND m.user_id = :userId
                        ORDER BY g.name_key""").bind("userId", userId).map((row, _) -> read(row)).list();
    }

    /** The ids of a group's members. */
    public List<String> members(String groupId) {
        return rows.query("""
                        SELECT user_id FROM iam_group_member
                        WHERE account = :account AND region = :region AND group_id = :groupId""").bind("groupId", groupId).mapTo(String.class).list();
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getString("group_id"),
                row.getString("name"),
                row.getString("name_key"),
                row.getString("path"),
                row.getLong("created"));
    }
}
