// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store.iam;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sallyport.server.store.Rows;

/** {@code iam_mfa_device}: virtual MFA devices. */
public final class MfaDeviceTable {

    /**
     * {@code serial}: the device's ARN. {@code userId} and {@code enabled} are null while it is nobody's. {@code lastStep}: time step of the
     * last code that was accepted; {@code drift}: steps the device is ahead of us; {@code failures}: wrong codes since the last right one.
     */
    public record Row(
            String serial,
            @Nullable String userId,
            String wrappedSeed,
            long created,
            @Nullable Long enabled,
            long lastStep,
            int drift,
            int failures,
            long lockedUntil) {}

    private final Rows rows;

    public MfaDeviceTable(Rows rows) {
        this.rows = rows;
    }

    public Optional<Row> find(String serial) {
        return rows.query(
                        "SELECT * FROM iam_mfa_device WHERE account = :account AND region = :region AND serial = :serial")
                .bind("serial", serial)
                .map((row, _) -> read(row))
                .findOne();
    }

    /** In the order of their serial numbers. */
    public List<Row> list() {
        return rows.query("SELECT * FROM iam_mfa_device WHERE account = :account AND region = :region ORDER BY serial")
                .map((row, _) -> read(row))
                .list();
    }

    /** Those of a user, in the order of their serial numbers. */
    public List<Row> ofUser(String userId) {
        return rows.query("""
                        SELECT * FROM iam_mfa_device
                        WHERE account = :account AND region = :region AND user_id = :userId
                        ORDER BY serial""").bind("userId", userId).map((row, _) -> read(row)).list();
    }

    public void insert(Row device) {
        rows.update("""
                        INSERT INTO iam_mfa_device (account, region, serial, user_id, wrapped_seed, created, enabled,
                            last_step, drift, failures, locked_until)
                        VALUES (:account, :region, :serial, :userId, :wrappedSeed, :created, :enabled,
                            :lastStep, :drift, :failures, :lockedUntil)""").bindMethods(device).execute();
    }

    /** Sets everything but seed and moment of creation. */
    public void update(Row device) {
        rows.update("""
                        UPDATE iam_mfa_device SET user_id = :userId, enabled = :enabled, last_step = :lastStep,
                            drift = :drift, failures = :failures, locked_until = :lockedUntil
                        WHERE account = :account AND region = :region AND serial = :serial""").bindMethods(device).execute();
    }

    public void delete(String serial) {
        rows.update("DELETE FROM iam_mfa_device WHERE account = :account AND region = :region AND serial = :serial")
                .bind("serial", serial)
                .execute();
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getString("serial"),
                row.getString("user_id"),
                row.getString("wrapped_seed"),
                row.getLong("created"),
                Rows.nullableLong(row, "enabled"),
                row.getLong("last_step"),
                row.getInt("drift"),
                row.getInt("failures"),
                row.getLong("locked_until"));
    }
}
