// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store.iam;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sallyport.server.store.Rows;

/** {@code iam_instance_profile}. */
public final class InstanceProfileTable {

    /** {@code nameKey}: the name in small letters; {@code roleId}: null while it contains no role. */
    public record Row(
            String profileId,
            String name,
            String nameKey,
            String path,
            @Nullable String roleId,
            long created) {

        public static Row of(String profileId, String name, String path, @Nullable String roleId, long created) {
            return new Row(profileId, name, name.toLowerCase(Locale.ROOT), path, roleId, created);
        }
    }

    private final Rows rows;

    public InstanceProfileTable(Rows rows) {
        this.rows = rows;
    }

    /** By name, whatever the case of its letters. */
    public Optional<Row> find(String name) {
        return rows.query("""
                        SELECT * FROM iam_instance_profile
                        WHERE account = :account AND region = :region AND name_key = :nameKey""")
                .bind("nameKey", name.toLowerCase(Locale.ROOT))
                .map((row, _) -> read(row))
                .findOne();
    }

    /** All of them, in the order of their names. */
    public List<Row> list() {
        return rows.query("""
                        SELECT * FROM iam_instance_profile
                        WHERE account = :account AND region = :region ORDER BY name_key""").map((row, _) -> read(row)).list();
    }

    /** Those that contain a role, in the order of their names. */
    public List<Row> ofRole(String roleId) {
        return rows.query("""
                        SELECT * FROM iam_instance_profile
                        WHERE account = :account AND region = :region AND role_id = :roleId
                        ORDER BY name_key""").bind("roleId", roleId).map((row, _) -> read(row)).list();
    }

    public void insert(Row profile) {
        rows.update("""
                        INSERT INTO iam_instance_profile (account, region, profile_id, name, name_key, path, role_id, created)
                        VALUES (:account, :region, :profileId, :name, :nameKey, :path, :roleId, :created)""").bindMethods(profile).execute();
    }

    /** {@code roleId}: null takes the role out. */
    public void setRole(String profileId, @Nullable String roleId) {
        rows.update("""
                        UPDATE iam_instance_profile SET role_id = :roleId
                        WHERE account = :account AND region = :region AND profile_id = :profileId""").bind("roleId", roleId).bind("profileId", profileId).execute();
    }

    public void delete(String profileId) {
        rows.update("""
                        DELETE FROM iam_instance_profile
                        WHERE account = :account AND region = :region AND profile_id = :profileId""").bind("profileId", profileId).execute();
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getString("profile_id"),
                row.getString("name"),
                row.getString("name_key"),
                row.getString("path"),
                row.getString("role_id"),
                row.getLong("created"));
    }
}
