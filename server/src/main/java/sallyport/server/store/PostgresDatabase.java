// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import sallyport.server.keys.Secret;

/** Rows in a PostgreSQL database. */
record PostgresDatabase(HikariDataSource writer, HikariDataSource readers) implements Database {

    static PostgresDatabase open(Secret url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url.value());
        Migrations.run(source);
        HikariConfig writer = Database.pool("writer", 1);
        writer.setDataSource(source);
        HikariConfig readers = Database.pool("readers", READERS);
        readers.setDataSource(source);
        readers.setReadOnly(true);
        readers.setTransactionIsolation("TRANSACTION_REPEATABLE_READ"); // one state for all queries of a read
        return new PostgresDatabase(new HikariDataSource(writer), new HikariDataSource(readers));
    }

    @Override
    public void close() {
        readers.close();
        writer.close();
    }
}
