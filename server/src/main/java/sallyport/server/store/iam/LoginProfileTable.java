// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store.iam;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sallyport.server.store.Rows;

/** {@code iam_login_profile} and {@code iam_old_password}. */
public final class LoginProfileTable {

    /** {@code changed}: when the password was set last. */
    public record Row(
            String userId,
            String passwordHash,
            boolean resetRequired,
            long created,
            long changed,
            @Nullable Long lastUsed) {}

    private final Rows rows;

    public LoginProfileTable(Rows rows) {
        this.rows = rows;
    }

    public Optional<Row> find(String userId) {
        return rows.query("""
                        SELECT * FROM iam_login_profile
                        WHERE account = :account AND region = :region AND user_id = :userId""").bind("userId", userId).map((row, _) -> read(row)).findOne();
    }

    public List<Row> list() {
        return rows.query("SELECT * FROM iam_login_profile WHERE account = :account AND region = :region")
                .map((row, _) -> read(row))
                .list();
    }

    public void insert(Row profile) {
        rows.update("""
                        INSERT INTO iam_login_profile (account, region, user_id, password_hash, reset_required, created,
                            changed, last_used)
                        VALUES (:account, :region, :userId, :passwordHash, :resetRequired, :created, :changed, :lastUsed)""").bindMethods(profile).execute();
    }

    /** Sets everything but the moment of creation. */
    public void update(Row profile) {
        rows.update("""
                        UPDATE iam_login_profile SET password_hash = :passwordHash, reset_required = :resetRequired,
                            changed = :changed, last_used = :lastUsed
                        WHERE account = :account AND region = :region AND user_id = :userId""").bindMethods(profile).execute();
    }

    /** With the passwords it had before. False if there was none. */
    public boolean delete(String userId) {
        rows.update("DELETE FROM iam_old_password WHERE account = :account AND region = :region AND user_id = :userId")
                .bind("userId", userId)
                .execute();
        return rows.update(
                                "DELETE FROM iam_login_profile WHERE account = :account AND region = :region AND user_id = :userId")
                        .bind("userId", userId)
                        .execute()
                > 0;
    }

    /** Hashes of the passwords a user had before, the newest first. */
    public List<String> oldPasswords(String userId) {
        return rows.query("""
                        SELECT password_hash FROM iam_old_password
                        WHERE account = :account AND region = :region AND user_id = :userId
                        ORDER BY replaced DESC""").bind("userId", userId).mapTo(String.class).list();
    }

    /** Remembers a password that was replaced and forgets all but the {@code keep} newest. */
    public void remember(String userId, String passwordHash, long replaced, int keep) {
        rows.update("""
                        INSERT INTO iam_old_password (account, region, user_id, replaced, password_hash)
                        VALUES (:account, :region, :userId, :replaced, :passwordHash)""")
                .bind("userId", userId)
                .bind("replaced", replaced)
                .bind("passwordHash", passwordHash)
                .execute();
        oldPasswords(userId).stream()
                .skip(keep)
                .forEach(hash -> rows.update("""
                        DELETE FROM iam_old_password
                        WHERE account = :account AND region = :region AND user_id = :userId AND password_hash = :hash""")
                        .bind("userId", userId)
                        .bind("hash", hash)
                        .execute());
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getString("user_id"),
                row.getString("password_hash"),
                row.getBoolean("reset_required"),
                row.getLong("created"),
                row.getLong("changed"),
                Rows.nullableLong(row, "last_used"));
    }
}
