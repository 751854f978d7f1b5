// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import sallyport.server.identity.TestHome;
import sallyport.server.store.TestDatabase;

/** IAM over a store of its own, and a clock that stands still. */
public final class TestIam implements AutoCloseable {
    public final TestHome home;
    public final Iam iam;

    public TestIam(TestDatabase database, Path directory) {
        home = new TestHome(database, directory);
        iam = again();
    }

    /** IAM as it is after a restart: over the same store. */
    public Iam again() {
        Iam another = new Iam(home.store, home.home, home.masterKey, home.random, home.clock);
        another.changes().listen(home.credentials::forgetAll);
        return another;
    }

    public User user(String name) {
        return iam.users().create(new Users.NewUser(name, "/", Optional.empty(), Map.of()));
    }

    @Override
    public void close() {
        home.close();
    }
}
