// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import sallyport.server.keys.Secret;

/** The databases a store can have. Tests of what is stored run on each. */
public enum TestDatabase {
    SQLITE {
        @Override
        public StoreConfig fresh(Path directory) {
            return new StoreConfig.Embedded(directory);
        }
    },
    POSTGRES {
        @Override
        public StoreConfig fresh(Path directory) {
            return Postgres.freshDatabase();
        }
    };

    /** Where a store that nobody has used can be opened, as often as a test likes. */
    public abstract StoreConfig fresh(Path directory);

    /** One PostgreSQL for all tests of this JVM, with a database for each; it ends with the JVM. */
    private static final class Postgres {

        private static final AtomicInteger DATABASES = new AtomicInteger();

        private static EmbeddedPostgres running;

        static synchronized StoreConfig freshDatabase() {
            String name = "test" + DATABASES.incrementAndGet();
            try {
                if (running == null) {
                    running = EmbeddedPostgres.start();
                }
                try (Connection connection = running.getPostgresDatabase().getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.execute("CREATE DATABASE " + name);
                }
            } catch (IOException | SQLException | IllegalStateException e) {
                if (System.getenv("CI") != null) {
                    return fail("PostgreSQL does not start", e);
                }
                return abort("PostgreSQL does not start here: " + e.getMessage());
            }
            return new StoreConfig.Postgres(new Secret(running.getJdbcUrl("postgres", name)));
        }
    }
}
