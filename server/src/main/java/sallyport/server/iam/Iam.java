// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam;

import java.security.SecureRandom;
import java.time.InstantSource;
import sallyport.server.identity.Home;
import sallyport.server.identity.UniqueIds;
import sallyport.server.store.Store;

/** All of IAM's state in one hand, over one store. */
public final class Iam {
    private final IamChanges changes = new IamChanges();
    private final IamState state;
    private final Users users;

    public Iam(Store store, Home home, SecureRandom random, InstantSource clock) {
        UniqueIds ids = new UniqueIds(random);
        state = new IamState(store, home, changes);
        users = new Users(state, ids, clock);
    }

    public IamChanges changes() {
        return changes;
    }

    public IamState state() {
        return state;
    }

    public Users users() {
        return users;
    }
}
