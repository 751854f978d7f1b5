// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * Starts the statements of all tables, with {@code :account} and {@code :region} bound. Only {@link Tables} makes one.
 */
public record Rows(Handle handle, Place place) {

    public Query query(String sql) {
        return handle.createQuery(sql).bind("account", place.account()).bind("region", place.region());
    }

    public Update update(String sql) {
        return handle.createUpdate(sql).bind("account", place.account()).bind("region", place.region());
    }

    /** A column that may be NULL. */
    public static @Nullable Long nullableLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
