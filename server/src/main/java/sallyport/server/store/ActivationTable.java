// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** {@code activation}. */
public final class ActivationTable {

    public record Row(
            String id,
            String codeHash,
            String roleName,
            String description,
            String instanceName,
            int registrationLimit,
            int registrations,
            long created,
            long expires) {}

    private final Rows rows;

    ActivationTable(Rows rows) {
        this.rows = rows;
    }

    public Optional<Row> find(String id) {
        return rows.query("SELECT * FROM activation WHERE account = :account AND region = :region AND id = :id")
                .bind("id", id)
                .map((row, _) -> read(row))
                .findOne();
    }

    /** At most {@code max} rows in the order of their ids, of those whose id comes after {@code after}. */
    public List<Row> listAfter(String after, int max) {
        return rows.query("""
                        SELECT * FROM activation
                        WHERE account = :account AND region = :region AND id > :after
                        ORDER BY id LIMIT :max""")
                .bind("after", after)
                .bind("max", max)
                .map((row, _) -> read(row))
                .list();
    }

    public void insert(Row activation) {
        rows.update("""
                        INSERT INTO activation (account, region, id, code_hash, role_name, description, instance_name,
                            registration_limit, registrations, created, expires)
                        VALUES (:account, :region, :id, :codeHash, :roleName, :description, :instanceName,
                            :registrationLimit, :registrations, :created, :expires)""").bindMethods(activation).execute();
    }

    /** Counts one more node. */
    public void addRegistration(String id) {
        rows.update("""
                        UPDATE activation SET registrations = registrations + 1
                        WHERE account = :account AND region = :region AND id = :id""").bind("id", id).execute();
    }

    public boolean delete(String id) {
        return rows.update("DELETE FROM activation WHERE account = :account AND region = :region AND id = :id")
                        .bind("id", id)
                        .execute()
                > 0;
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getString("id"),
                row.getString("code_hash"),
                row.getString("role_name"),
                row.getString("description"),
                row.getString("instance_name"),
                row.getInt("registration_limit"),
                row.getInt("registrations"),
                row.getLong("created"),
                row.getLong("expires"));
    }
}
