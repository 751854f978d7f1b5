// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/**
 * The connections to one migrated database: a single one that writes, and several that read.
 *
 * <p>One writer is all that SQLite allows, and it spares PostgreSQL every conflict between transactions.
 */
sealed interface Database extends AutoCloseable permits SqliteDatabase, PostgresDatabase {

    // readers wait for the processor more than for the disk
    int READERS = 8;

    long CONNECT_TIMEOUT_MILLIS = 10_000;

    HikariDataSource writer();

    HikariDataSource readers();

    @Override
    void close();

    static Database open(StoreConfig config) {
        return switch (config) {
            case StoreConfig.Embedded embedded -> SqliteDatabase.open(embedded.directory());
            case StoreConfig.Postgres postgres -> PostgresDatabase.open(postgres.url());
        };
    }

    /** A pool's settings that are the same for both databases. */
    static HikariConfig pool(String name, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("store-" + name);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT_TIMEOUT_MILLIS);
        return config;
    }
}
