// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

import java.nio.file.Path;
import sallyport.server.keys.Secret;

/** Where the rows are kept. */
public sealed interface StoreConfig {

    /** A SQLite file {@code sallyport.db} in this directory, which is made if it is not there. */
    record Embedded(Path directory) implements StoreConfig {}

    /** A PostgreSQL database. {@code url}: {@code jdbc:postgresql:…} with user and password, hence a secret. */
    record Postgres(Secret url) implements StoreConfig {}
}
