// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam;

import java.util.function.Consumer;
import java.util.function.Function;
import sallyport.server.identity.Home;
import sallyport.server.store.Place;
import sallyport.server.store.Store;
import sallyport.server.store.Tables;

/** How the classes of this package reach the store, so that no change is forgotten to be told. Thread-safe. */
public final class IamState {
    private final Store store;
    private final Home home;
    private final Place place;
    private final IamChanges changes;

    public IamState(Store store, Home home, IamChanges changes) {
        this.store = store;
        this.home = home;
        this.place = home.place();
        this.changes = changes;
    }

    public Home home() {
        return home;
    }

    /** What {@code query} reads, from one consistent state of the rows. */
    public <T> T read(Function<Tables, T> query) {
        return store.read(place, query);
    }

    /**
     * Makes a change that decisions may depend on: when this returns it is durable and told.
     *
     * @throws IamException what {@code work} throws, or that it would take away the last administrator; nothing is changed then
     */
    public <T> T change(Function<Tables, T> work) {
        T result = store.write(place, tables -> LastAdministrator.guard(tables, () -> work.apply(tables)));
        changes.changed();
        return result;
    }

    /** The same without a result. */
    public void run(Consumer<Tables> work) {
        this.<Boolean>change(tables -> {
            work.accept(tables);
            return true;
        });
    }

    /** Makes a change no decision depends on, such as when a key was used last: it is durable when this returns, and nobody is told. */
    public <T> T note(Function<Tables, T> work) {
        return store.write(place, work);
    }

    /** The change an operator on the host insists on: even the last administrator may go. */
    public void force(Consumer<Tables> work) {
        store.<Boolean>write(place, tables -> {
            work.accept(tables);
            return true;
        });
        changes.changed();
    }
}
