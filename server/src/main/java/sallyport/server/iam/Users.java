// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import sallyport.server.iam.IamProblem.Entity;
import sallyport.server.identity.Home;
import sallyport.server.identity.UniqueIds;
import sallyport.server.store.Tables;
import sallyport.server.store.TagTable;
import sallyport.server.store.UserTable;
import sallyport.server.store.iam.LoginProfileTable;

/** The users of the account. Thread-safe; every change is durable and in force when its method returns. */
public final class Users {
    private final IamState state;
    private final UniqueIds ids;
    private final InstantSource clock;

    Users(IamState state, UniqueIds ids, InstantSource clock) {
        this.state = state;
        this.ids = ids;
        this.clock = clock;
    }

    /** A user to be made. {@code boundary}: ARN of a managed policy that exists. */
    public record NewUser(String name, String path, Optional<String> boundary, Map<String, String> tags) {
        public NewUser {
            tags = Map.copyOf(tags);
        }
    }

    /** By name, whatever the case of its letters. */
    public Optional<User> find(String name) {
        return state.read(tables -> tables.users().find(name).map(row -> user(tables, row)));
    }

    public Optional<User> findById(String userId) {
        return state.read(tables -> tables.users().findById(userId).map(row -> user(tables, row)));
    }

    /** Those whose path begins so, in the order of their names. */
    public List<User> list(String pathPrefix) {
        return state.read(tables -> {
            Map<String, Map<String, String>> tags = tables.tags().all(TagTable.Kind.USER);
            Map<String, Long> signIns = new HashMap<>();
            tables.loginProfiles().list().stream()
                    .filter(profile -> profile.lastUsed() != null)
                    .forEach(profile -> signIns.put(profile.userId(), profile.lastUsed()));
            return tables.users().list().stream()
                    .filter(row -> row.path().startsWith(pathPrefix))
                    .map(row -> user(
                            state.home(),
                            row,
                            Optional.ofNullable(signIns.get(row.userId())),
                            tags.getOrDefault(row.userId(), Map.of())))
                    .toList();
        });
    }

    /** Throws {@link IamException} if there is one of that name, or too many. */
    public User create(NewUser user) {
        return state.change(tables -> {
            if (tables.users().find(user.name()).isPresent()) {
                throw new IamException(new IamProblem.Exists(Entity.USER, user.name()));
            }
            Quota.USERS.admitOneMore(tables.users().count());
            UserTable.Row row = UserTable.Row.of(
                    ids.userId(), user.name(), user.path(), user.boundary().orElse(null), clock.millis());
            tables.users().insert(row);
            TagRules.put(tables.tags(), TagTable.Kind.USER, row.userId(), user.tags());
            return user(tables, row);
        });
    }

    /**
     * Gives a user another name or another path; what is empty stays. Keys, memberships and policies go with it.
     *
     * @throws IamException if another user has the name, or this one is gone
     */
    public void update(User user, Optional<String> name, Optional<String> path) {
        state.run(tables -> {
            Optional<UserTable.Row> holder =
                    name.flatMap(wanted -> tables.users().find(wanted));
            if (holder.isPresent() && !holder.get().userId().equals(user.userId())) {
                throw new IamException(new IamProblem.Exists(Entity.USER, name.orElseThrow()));
            }
            change(
                    tables,
                    user,
                    row -> UserTable.Row.of(
                            row.userId(),
                            name.orElse(row.name()),
                            path.orElse(row.path()),
                            row.boundaryArn(),
                            row.created()));
        });
    }

    /** Sets the ARN of the permissions boundary, a managed policy that exists; empty takes it away. */
    public void setBoundary(User user, Optional<String> policyArn) {
        state.run(tables -> change(
                tables,
                user,
                row -> UserTable.Row.of(row.userId(), row.name(), row.path(), policyArn.orElse(null), row.created())));
    }

    public void tag(User user, Map<String, String> tags) {
        state.run(tables -> {
            row(tables, user);
            TagRules.put(tables.tags(), TagTable.Kind.USER, user.userId(), tags);
        });
    }

    public void untag(User user, Collection<String> keys) {
        state.run(tables -> {
            row(tables, user);
            TagRules.remove(tables.tags(), TagTable.Kind.USER, user.userId(), keys);
        });
    }

    /** Throws {@link IamException} if anything still belongs to the user, or it is gone. */
    public void delete(User user) {
        state.run(tables -> {
            String id = row(tables, user).userId();
            Dependent.GROUP_MEMBERS.mustBeAbsent(!tables.groups().ofUser(id).isEmpty());
            Dependent.MFA_DEVICES.mustBeAbsent(!tables.mfaDevices().ofUser(id).isEmpty());
            Dependent.ACCESS_KEYS.mustBeAbsent(!tables.accessKeys().ofUser(id).isEmpty());
            Dependent.LOGIN_PROFILE.mustBeAbsent(tables.loginProfiles().find(id).isPresent());
            Dependent.ATTACHED_POLICIES.mustBeAbsent(
                    !tables.attachments().of(id).isEmpty());
            Dependent.INLINE_POLICIES.mustBeAbsent(
                    !tables.inlinePolicies().of(id).isEmpty());
            tables.tags().deleteAll(TagTable.Kind.USER, id);
            tables.accessKeys().deleteOfUser(id); // temporary ones, which die with the user
            tables.users().delete(id);
        });
    }

    private static void change(Tables tables, User user, UnaryOperator<UserTable.Row> change) {
        tables.users().update(change.apply(row(tables, user)));
    }

    /** The row a user has now. Throws {@link IamException} if it was deleted since it was read. */
    public static UserTable.Row row(Tables tables, User user) {
        return tables.users()
                .findById(user.userId())
                .orElseThrow(() -> new IamException(new IamProblem.Missing(Entity.USER, user.name())));
    }

    /** A row as a user, with what belongs to it elsewhere. */
    public User user(Tables tables, UserTable.Row row) {
        Optional<Long> signIn = tables.loginProfiles().find(row.userId()).map(LoginProfileTable.Row::lastUsed);
        return user(state.home(), row, signIn, tables.tags().of(TagTable.Kind.USER, row.userId()));
    }

    private static User user(Home home, UserTable.Row row, Optional<Long> signIn, Map<String, String> tags) {
        return new User(
                row.userId(),
                row.name(),
                row.path(),
                home.globalArn("iam", "user" + row.path() + row.name()),
                Instant.ofEpochMilli(row.created()),
                Optional.ofNullable(row.boundaryArn()),
                signIn.map(Instant::ofEpochMilli),
                tags);
    }
}
