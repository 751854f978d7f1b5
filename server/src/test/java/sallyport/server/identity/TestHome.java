// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import sallyport.server.keys.MasterKey;
import sallyport.server.store.Store;
import sallyport.server.store.TestDatabase;
import sallyport.testkit.ManualClock;

/** A server's account with everything beneath it: a store of its own, a clock that stands still, and its credentials. */
public final class TestHome implements AutoCloseable {

    public final ManualClock clock = new ManualClock();
    public final SecureRandom random = new SecureRandom();
    public final MasterKey masterKey = MasterKey.random(random);
    public final Store store;
    public final Home home;
    public final Credentials credentials;

    public TestHome(TestDatabase database, Path directory) {
        store = Store.open(database.fresh(directory));
        home = new Homes(store, masterKey, random, clock)
                .openOrCreate(new Region("us-east-1"), Optional.of(new AccountId("111122223333")));
        credentials = new Credentials(store, home, masterKey, random, clock);
    }

    /** On SQLite, for tests that are not about the store. */
    public TestHome(Path directory) {
        this(TestDatabase.SQLITE, directory);
    }

    @Override
    public void close() {
        store.close();
    }
}
