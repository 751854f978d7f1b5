// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings a database to the schema of this program: {@code migrations/V<n>__<what>.sql}, each applied once, in order. */
final class Migrations {

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
