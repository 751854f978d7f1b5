// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

import java.util.Optional;

/** {@code iam_user}. */
public final class UserTable {

    public record Row(String name, String userId, boolean administrator, long created) {}

    private final Rows rows;

    UserTable(Rows rows) {
        this.rows = rows;
    }

    public Optional<Row> find(String name) {
        return rows.query("SELECT * FROM iam_user WHERE account = :account AND region = :region AND name = :name")
                .bind("name", name)
                .map((row, _) -> new Row(
                        row.getString("name"),
                        row.getString("user_id"),
                        row.getBoolean("administrator"),
                        row.getLong("created")))
                .findOne();
    }

    public void insert(Row user) {
        rows.update("""
                        INSERT INTO iam_user (account, region, name, user_id, administrator, created)
                        VALUES (:account, :region, :name, :userId, :administrator, :created)""").bindMethods(user).execute();
    }
}
