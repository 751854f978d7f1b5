// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

import java.util.Optional;
import sallyport.server.store.Place;
import sallyport.server.store.RoleTable;
import sallyport.server.store.Store;
import sallyport.server.store.Tables;
import sallyport.server.store.iam.InstanceProfileTable;

/** The account's IAM roles, as whoever acts in one needs to know them. {@link #SALLYPORT_NODE} is made at the first start. */
public final class Roles {

    /** The role of nodes, and the name of the instance profile that stands for it. */
    public static final String SALLYPORT_NODE = "SallyportNode";

    /** As the migration of IAM gives it to a role of an older store. */
    private static final String TRUST_OF_NODES =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                    + "[\"ec2.amazonaws.com\",\"ssm.amazonaws.com\"]},\"Action\":\"sts:AssumeRole\"}]}";

    private static final String POLICY_OF_NODES = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore";

    private final Store store;
    private final Home home;
    private final Place place;

    public Roles(Store store, Home home) {
        this.store = store;
        this.home = home;
        this.place = home.place();
    }

    public Optional<Role> find(String name) {
        return store.read(
                place, tables -> tables.roles().find(name).map(row -> new Principals(home, tables).role(row)));
    }

    /** Makes {@link #SALLYPORT_NODE}, the role and its instance profile, in a new store. */
    static void createForNodes(Tables tables, UniqueIds ids, long now) {
        String roleId = ids.roleId();
        tables.roles().insert(RoleTable.Row.of(roleId, SALLYPORT_NODE, "What nodes act as", TRUST_OF_NODES, now));
        tables.attachments().attach(roleId, POLICY_OF_NODES, now);
        tables.instanceProfiles()
                .insert(InstanceProfileTable.Row.of(ids.instanceProfileId(), SALLYPORT_NODE, "/", roleId, now));
    }
}
