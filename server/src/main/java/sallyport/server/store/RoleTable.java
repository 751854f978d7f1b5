// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code iam_role}. */
public final class RoleTable {

    /** {@code nameKey}: the name in small letters; {@code trustPolicy}: JSON, as it was given. */
    public record Row(
            String roleId,
            String name,
            String nameKey,
            String path,
            String description,
            String trustPolicy,
            int maxSessionSeconds,
            @Nullable String boundaryArn,
            long created) {

        /** A role in the path {@code /} with sessions of an hour and no boundary. */
        public static Row of(String roleId, String name, String description, String trustPolicy, long created) {
            return new Row(
                    roleId,
                    name,
                    name.toLowerCase(Locale.ROOT),
                    "/",
                    description,
                    trustPolicy,
                    DEFAULT_SESSION_SECONDS,
                    null,
                    created);
        }
    }

    private static final int DEFAULT_SESSION_SECONDS = 3600;

    private final Rows rows;

    RoleTable(Rows rows) {
        this.rows = rows;
    }

    /** By name, whatever the case of its letters. */
    public Optional<Row> find(String name) {
        return rows.query(
                        "SELECT * FROM iam_role WHERE account = :account AND region = :region AND name_key = :nameKey")
                .bind("nameKey", name.toLowerCase(Locale.ROOT))
                .map((row, _) -> read(row))
                .findOne();
    }

    public Optional<Row> findById(String roleId) {
        return rows.query("SELECT * FROM iam_role WHERE account = :account AND region = :region AND role_id = :roleId")
                .bind("roleId", roleId)
                .map((row, _) -> read(row))
                .findOne();
    }

    /** All of them, in the order of their names. */
    public List<Row> list() {
        return rows.query("SELECT * FROM iam_role WHERE account = :account AND region = :region ORDER BY name_key")
                .map((row, _) -> read(row))
                .list();
    }

    public long count() {
        return rows.query("SELECT COUNT(*) FROM iam_role WHERE account = :account AND region = :region")
                .mapTo(Long.class)
                .one();
    }

    public void insert(Row role) {
        rows.update("""
                        INSERT INTO iam_role (account, region, role_id, name, name_key, path, description, trust_policy,
                            max_session_seconds, boundary_arn, created)
                        VALUES (:account, :region, :roleId, :name, :nameKey, :path, :description, :trustPolicy,
                            :maxSessionSeconds, :boundaryArn, :created)""").bindMethods(role).execute();
    }

    /** Sets description, trust policy, length of sessions and boundary of the role with this id. */
    public void update(Row role) {
        rows.update("""
                        UPDATE iam_role SET description = :description, trust_policy = :trustPolicy,
                            max_session_seconds = :maxSessionSeconds, boundary_arn = :boundaryArn
                        WHERE account = :account AND region = :region AND role_id = :roleId""").bindMethods(role).execute();
    }

    public void delete(String roleId) {
        rows.update("DELETE FROM iam_role WHERE account = :account AND region = :region AND role_id = :roleId")
                .bind("roleId", roleId)
                .execute();
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getString("role_id"),
                row.getString("name"),
                row.getString("name_key"),
                row.getString("path"),
                row.getString("description"),
                row.getString("trust_policy"),
                row.getInt("max_session_seconds"),
                row.getString("boundary_arn"),
                row.getLong("created"));
    }
}
