// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store.iam;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sallyport.server.store.Rows;

/** {@code iam_policy} and {@code iam_policy_version}: customer-managed policies. */
public final class PolicyTable {

    /** {@code nameKey}: the name in small letters; {@code newestVersion}: the highest number that was ever given. */
    public record Row(
            String policyId,
            String name,
            String nameKey,
            String path,
            String description,
            int defaultVersion,
            int newestVersion,
            long created,
            long updated) {

        /** A policy whose first version is its default. */
        public static Row of(String policyId, String name, String path, String description, long created) {
            return new Row(policyId, name, name.toLowerCase(Locale.ROOT), path, description, 1, 1, created, created);
        }
    }

    /** {@code document}: JSON, as it was given. */
    public record Version(String policyId, int version, String document, long created) {}

    private final Rows rows;

    public PolicyTable(Rows rows) {
        this.rows = rows;
    }

    /** By name, whatever the case of its letters. */
    public Optional<Row> find(String name) {
        return rows.query(
                        "SELECT * FROM iam_policy WHERE account = :account AND region = :region AND name_key = :nameKey")
                .bind("nameKey", name.toLowerCase(Locale.ROOT))
                .map((row, _) -> read(row))
                .findOne();
    }

    /** All of them, in the order of their names. */
    public List<Row> list() {
        return rows.query("SELECT * FROM iam_policy WHERE account = :account AND region = :region ORDER BY name_key")
                .map((row, _) -> read(row))
                .list();
    }

    public void insert(Row policy) {
        rows.update("""
                        INSERT INTO iam_policy (account, region, policy_id, name, name_key, path, description,
                            default_version, newest_version, created, updated)
                        VALUES (:account, :region, :policyId, :name, :nameKey, :path, :description,
                            :defaultVersion, :newestVersion, :created, :updated)""").bindMethods(policy).execute();
    }

    /** Sets default and newest version and the moment of the last change of the policy with this id. */
    public void update(Row policy) {
        rows.update("""
                        UPDATE iam_policy SET default_version = :defaultVersion, newest_version = :newestVersion,
                            updated = :updated
                        WHERE account = :account AND region = :region AND policy_id = :policyId""").bindMethods(policy).execute();
    }

    /** With all its versions. */
    public void delete(String policyId) {
        rows.update(
                        "DELETE FROM iam_policy_version WHERE account = :account AND region = :region AND policy_id = :policyId")
                .bind("policyId", policyId)
                .execute();
        rows.update("DELETE FROM iam_policy WHERE account = :account AND region = :region AND policy_id = :policyId")
                .bind("policyId", policyId)
                .execute();
    }

    /** The versions of a policy, the newest first. */
    public List<Version> versions(String policyId) {
        return rows.query("""
                        SELECT * FROM iam_policy_version
                        WHERE account = :account AND region = :region AND policy_id = :policyId
                        ORDER BY version DESC""")
                .bind("policyId", policyId)
                .map((row, _) -> readVersion(row))
                .list();
    }

    public Optional<Version> version(String policyId, int version) {
        return rows.query("""
                        SELECT * FROM iam_policy_version
                        WHERE account = :account AND region = :region AND policy_id = :policyId AND version = :version""")
                .bind("policyId", policyId)
                .bind("version", version)
                .map((row, _) -> readVersion(row))
                .findOne();
    }

    public void insertVersion(Version version) {
        rows.update("""
                        INSERT INTO iam_policy_version (account, region, policy_id, version, document, created)
                        VALUES (:account, :region, :policyId, :version, :document, :created)""").bindMethods(version).execute();
    }

    public void deleteVersion(String policyId, int version) {
        rows.update("""
                        DELETE FROM iam_policy_version
                        WHERE account = :account AND region = :region AND policy_id = :policyId AND version = :version""").bind("policyId", policyId).bind("version", version).execute();
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getString("policy_id"),
                row.getString("name"),
                row.getString("name_key"),
                row.getString("path"),
                row.getString("description"),
                row.getInt("default_version"),
                row.getInt("newest_version"),
                row.getLong("created"),
                row.getLong("updated"));
    }

    private static Version readVersion(ResultSet row) throws SQLException {
        return new Version(
                row.getString("policy_id"), row.getInt("version"), row.getString("document"), row.getLong("created"));
    }
}
