// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

import java.util.Optional;

/** {@code iam_role}. */
public final class RoleTable {

    public record Row(String name, String roleId, long created) {}

    private final Rows rows;

    RoleTable(Rows rows) {
        this.rows = rows;
    }

    public Optional<Row> find(String name) {
        return rows.query("SELECT * FROM iam_role WHERE account = :account AND region = :region AND name = :name")
                .bind("name", name)
                .map((row, _) -> new Row(row.getString("name"), row.getString("role_id"), row.getLong("created")))
                .findOne();
    }

    public void insert(Row role) {
        rows.update("""
                        INSERT INTO iam_role (account, region, name, role_id, created)
                        VALUES (:account, :region, :name, :roleId, :created)""").bindMethods(role).execute();
    }
}
