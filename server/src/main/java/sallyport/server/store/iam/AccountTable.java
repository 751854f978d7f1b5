// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store.iam;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import sallyport.server.store.Rows;

/** {@code iam_account_alias} and {@code iam_password_policy}: what the account has one of, or none. */
public final class AccountTable {

    /** {@code maxAgeDays} and {@code reusePrevention}: 0 for none. */
    public record PasswordPolicyRow(
            int minimumLength,
            boolean symbols,
            boolean numbers,
            boolean upperCase,
            boolean lowerCase,
            boolean usersMayChange,
            int maxAgeDays,
            int reusePrevention,
            boolean hardExpiry) {}

    private final Rows rows;

    public AccountTable(Rows rows) {
        this.rows = rows;
    }

    public Optional<String> alias() {
        return rows.query("SELECT alias FROM iam_account_alias WHERE account = :account AND region = :region")
                .mapTo(String.class)
                .findOne();
    }

    /** Sets it, or replaces the one there is. */
    public void setAlias(String alias) {
        rows.update("""
                        INSERT INTO iam_account_alias (account, region, alias) VALUES (:account, :region, :alias)
                        ON CONFLICT (account, region) DO UPDATE SET alias = excluded.alias""").bind("alias", alias).execute();
    }

    public void deleteAlias() {
        rows.update("DELETE FROM iam_account_alias WHERE account = :account AND region = :region")
                .execute();
    }

    public Optional<PasswordPolicyRow> passwordPolicy() {
        return rows.query("SELECT * FROM iam_password_policy WHERE account = :account AND region = :region")
                .map((row, _) -> read(row))
                .findOne();
    }

    /** Sets it, or replaces the one there is. */
    public void setPasswordPolicy(PasswordPolicyRow policy) {
        deletePasswordPolicy();
        rows.update("""
                        INSERT INTO iam_password_policy (account, region, minimum_length, symbols, numbers, upper_case, lower_case,
                            users_may_change, max_age_days, reuse_prevention, hard_expiry)
                        VALUES (:account, :region, :minimumLength, :symbols, :numbers, :upperCase, :lowerCase,
                            :usersMayChange, :maxAgeDays, :reusePrevention, :hardExpiry)""").bindMethods(policy).execute();
    }

    /** False if there was none. */
    public boolean deletePasswordPolicy() {
        return rows.update("DELETE FROM iam_password_policy WHERE account = :account AND region = :region")
                        .execute()
                > 0;
    }

    private static PasswordPolicyRow read(ResultSet row) throws SQLException {
        return new PasswordPolicyRow(
                row.getInt("minimum_length"),
                row.getBoolean("symbols"),
                row.getBoolean("numbers"),
                row.getBoolean("upper_case"),
                row.getBoolean("lower_case"),
                row.getBoolean("users_may_change"),
                row.getInt("max_age_days"),
                row.getInt("reuse_prevention"),
                row.getBoolean("hard_expiry"));
    }
}
