// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

import java.util.Optional;
import sallyport.server.store.Place;
import sallyport.server.store.RoleTable;
import sallyport.server.store.Store;

/** The account's IAM roles. Until IAM is served there is one, {@link #SALLYPORT_NODE}, made at the first start. */
public final class Roles {

    /** The role of nodes, and the name of the instance profile that stands for it. */
    public static final String SALLYPORT_NODE = "SallyportNode";

    private final Store store;
    private final Home home;
    private final Place place;

    public Roles(Store store, Home home) {
        this.store = store;
        this.home = home;
        this.place = home.place();
    }

    public Optional<Role> find(String name) {
        return store.read(place, tables -> tables.roles().find(name)).map(row -> role(home, row));
    }

    static Role role(Home home, RoleTable.Row row) {
        return new Role(row.name(), row.roleId(), home.globalArn("iam", "role/" + row.name()));
    }
}
