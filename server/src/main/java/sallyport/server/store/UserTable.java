// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code iam_user}. */
public final class UserTable {

    /** {@code nameKey}: the name in small letters. */
    public record Row(
            String userId,
            String name,
            String nameKey,
            String path,
            @Nullable String boundaryArn,
            long created) {

        public static Row of(String userId, String name, String path, @Nullable String boundaryArn, long created) {
            return new Row(userId, name, name.toLowerCase(Locale.ROOT), path, boundaryArn, created);
        }
    }

    private final Rows rows;

    UserTable(Rows rows) {
        this.rows = rows;
    }

    /** By name, whatever the case of its letters. */
    public Optional<Row> find(String name) {
        return rows.query(
                        "SELECT * FROM iam_user WHERE account = :account AND region = :region AND name_key = :nameKey")
                .bind("nameKey", name.toLowerCase(Locale.ROOT))
                .map((row, _) -> read(row))
                .findOne();
    }

    public Optional<Row> findById(String userId) {
        return rows.query("SELECT * FROM iam_user WHERE account = :account AND region = :region AND user_id = :userId")
                .bind("userId", userId)
                .map((row, _) -> read(row))
                .findOne();
    }

    /** All of them, in the order of their names. */
    public List<Row> list() {
        return rows.query("SELECT * FROM iam_user WHERE account = :account AND region = :region ORDER BY name_key")
                .map((row, _) -> read(row))
                .list();
    }

    public long count() {
        return rows.query("SELECT COUNT(*) FROM iam_user WHERE account = :account AND region = :region")
                .mapTo(Long.class)
                .one();
    }

    public void insert(Row user) {
        rows.update("""
                        INSERT INTO iam_user (account, region, user_id, name, name_key, path, boundary_arn, created)
                        VALUES (:account, :region, :userId, :name, :nameKey, :path, :boundaryArn, :created)""").bindMethods(user).execute();
    }

    /** Sets name, path and boundary of the user with this id. */
    public void update(Row user) {
        rows.update("""
                        UPDATE iam_user SET name = :name, name_key = :nameKey, path = :path, boundary_arn = :boundaryArn
                        WHERE account = :account AND region = :region AND user_id = :userId""").bindMethods(user).execute();
    }

    public void delete(String userId) {
        rows.update("DELETE FROM iam_user WHERE account = :account AND region = :region AND user_id = :userId")
                .bind("userId", userId)
                .execute();
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getString("user_id"),
                row.getString("name"),
                row.getString("name_key"),
                row.getString("path"),
                row.getString("boundary_arn"),
                row.getLong("created"));
    }
}
