// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings a database to the schema of this program: {@code migrations/V<n>__<what>.sql}, each applied once, in order. */
final class Migrations {

    /** Version of the last migration. A database that has it is left alone: loading Flyway takes longer than the rest of opening a store. */
    static final String NEWEST = "4";

    private static final String APPLIED =
            "SELECT version, success FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1";

    private static final String LOCATION = "classpath:sallyport/server/store/migrations";

    // migrations this program does not know make it stop: a schema from the future must not be written to
    private static final String[] NOTHING = {};

    private Migrations() {}

    /**
     * Applies what is missing.
     *
     * @throws StoreException if a later version of the program has migrated the database already, or a migration fails
     */
    static void run(DataSource database) {
        if (!upToDate(database)) {
            migrate(database);
        }
    }

    /** Whether the newest migration was the last to be applied, and well. In doubt, and in a new database, it was not. */
    private static boolean upToDate(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet last = statement.executeQuery(APPLIED)) {
            return last.next() && NEWEST.equals(last.getString(1)) && last.getBoolean(2);
        } catch (SQLException noHistory) {
            return false;
        }
    }

    private static void migrate(DataSource database) {
        Flyway flyway = Flyway.configure()
                .dataSource(database)
                .locations(LOCATION)
                .ignoreMigrationPatterns(NOTHING)
                .load();
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            throw new StoreException(
                    "cannot bring the database to the schema of this version; "
                            + "if a later version of sallyport has used it, start that one",
                    e);
        }
    }
}
