// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The server's rows. Thread-safe.
 *
 * <p>Reads run beside each other and see what has been committed. Changes run one after the other; those that wait together
 * are committed together.
 */
public final class Store implements AutoCloseable {

    private final Database database;
    private final Jdbi reading;
    private final Writer writer;

    private Store(Database database) {
        this.database = database;
        this.reading = Jdbi.create(database.readers());
        this.writer = new Writer(Jdbi.create(database.writer()));
    }

    /**
     * Opens the database, makes it if it is not there, and brings it to this version's schema.
     *
     * @throws StoreException if another server uses it, a later version has, or it cannot be reached
     */
    public static Store open(StoreConfig config) {
        return new Store(Database.open(config));
    }

    /** What {@code query} reads, from one consistent state of the rows. */
    public <T> T read(Place place, Function<Tables, T> query) {
        try {
            return reading.inTransaction(handle -> query.apply(new Tables(handle, place)));
        } catch (JdbiException e) {
            throw new StoreException("the database could not be read", e);
        }
    }

    /**
     * Makes a change, all of it or, if {@code change} throws, nothing of it; it is durable when this returns. Blocks, so it is
     * not for event loops.
     *
     * @throws StoreException if the change could not be kept
     */
    public <T> T write(Place place, Function<Tables, T> change) {
        return writer.write(handle -> change.apply(new Tables(handle, place)));
    }

    /** Finishes the changes that wait and closes the database. */
    @Override
    public void close() {
        writer.close();
        database.close();
    }
}
