// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import sallyport.server.iam.User;
import sallyport.server.iam.Users;
import sallyport.server.identity.UniqueIds;
import sallyport.server.keys.Secret;
import sallyport.server.store.AccessKeyTable;
import sallyport.server.store.RoleTable;
import sallyport.server.store.iam.GroupTable;
import sallyport.server.store.iam.InlinePolicyTable;
import sallyport.server.store.iam.PolicyTable;
import sallyport.wire.sigv4.Credentials;

/** Makes users, groups, roles and policies for a test, in the state itself. */
public final class Seeds {
    private final TestApi api;
    private final UniqueIds ids;
    private final AtomicInteger names = new AtomicInteger();

    public Seeds(TestApi api) {
        this.api = api;
        this.ids = new UniqueIds(api.home.random);
    }

    public User user(String name) {
        return api.iam.users().create(new Users.NewUser(name, "/", Optional.empty(), Map.of()));
    }

    /** Signs with a new permanent key of a user. */
    public TestApi.Caller signing(User user) {
        return api.accessKey(key(user));
    }

    /** A new permanent key of a user. */
    public Credentials key(User user) {
        Secret secret = ids.secretAccessKey();
        String id = ids.permanentKeyId();
        api.iam
                .state()
                .run(tables -> tables.accessKeys()
                        .insert(new AccessKeyTable.Row(
                                id,
                                api.home.masterKey.wrap(secret, id),
                                null,
                                user.userId(),
                                null,
                                null,
                                true,
                                api.home.clock.millis(),
                                null,
                                null)));
        return new Credentials(id, secret.value(), Optional.empty());
    }

    /** Switches a permanent key on or off. */
    public void setActive(Credentials key, boolean active) {
        api.iam.state().run(tables -> tables.accessKeys().setActive(key.accessKeyId(), active));
    }

    public void delete(Credentials key) {
        api.iam.state().run(tables -> tables.accessKeys().delete(key.accessKeyId()));
    }

    /** A new group; returns its id. */
    public String group(String name, User... members) {
        String id = ids.groupId();
        api.iam.state().run(tables -> {
            tables.groups().insert(GroupTable.Row.of(id, name, "/", api.home.clock.millis()));
            for (User member : members) {
                tables.groups().addMember(id, member.userId());
            }
        });
        return id;
    }

    /** A new role; returns its id. */
    public String role(String name, String trustPolicy) {
        String id = ids.roleId();
        api.iam
                .state()
                .run(tables ->
                        tables.roles().insert(RoleTable.Row.of(id, name, "", trustPolicy, api.home.clock.millis())));
        return id;
    }

    /** A new managed policy; returns its ARN. */
    public String policy(String name, String document) {
        String id = ids.policyId();
        api.iam.state().run(tables -> {
            tables.policies().insert(PolicyTable.Row.of(id, name, "/", "", api.home.clock.millis()));
            tables.policies().insertVersion(new PolicyTable.Version(id, 1, document, api.home.clock.millis()));
        });
        return api.home.home.globalArn("iam", "policy/" + name).toString();
    }

    /** Gives a managed policy a further version, which becomes its default. */
    public void newVersion(String policyName, String document) {
        api.iam.state().run(tables -> {
            PolicyTable.Row row = tables.policies().find(policyName).orElseThrow();
            int next = row.newestVersion() + 1;
            tables.policies()
                    .insertVersion(new PolicyTable.Version(row.policyId(), next, document, api.home.clock.millis()));
            tables.policies()
                    .update(new PolicyTable.Row(
                            row.policyId(),
                            row.name(),
                            row.nameKey(),
                            row.path(),
                            row.description(),
                            next,
                            next,
                            row.created(),
                            api.home.clock.millis()));
        });
    }

    public void attach(String ownerId, String policyArn) {
        api.iam.state().run(tables -> tables.attachments().attach(ownerId, policyArn, api.home.clock.millis()));
    }

    /** Gives a user, group or role policies of its own. */
    public void inline(String ownerId, String... documents) {
        List.of(documents).forEach(document -> {
            String name = "inline-" + names.incrementAndGet();
            api.iam
                    .state()
                    .run(tables -> tables.inlinePolicies().put(new InlinePolicyTable.Row(ownerId, name, document)));
        });
    }
}
