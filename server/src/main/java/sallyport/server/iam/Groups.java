// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import sallyport.server.iam.IamProblem.Entity;
import sallyport.server.identity.UniqueIds;
import sallyport.server.store.Tables;
import sallyport.server.store.iam.GroupTable;

/** The groups of the account and who is in them. Thread-safe; every change is durable and in force when its method returns. */
public final class Groups {
    private final IamState state;
    private final Users users;
    private final UniqueIds ids;
    private final InstantSource clock;

    Groups(IamState state, Users users, UniqueIds ids, InstantSource clock) {
        this.state = state;
        this.users = users;
        this.ids = ids;
        this.clock = clock;
    }

    /** By name, whatever the case of its letters. */
    public Optional<Group> find(String name) {
        return state.read(tables -> tables.groups().find(name)).map(this::group);
    }

    /** Those whose path begins so, in the order of their names. */
    public List<Group> list(String pathPrefix) {
        return state.read(tables -> tables.groups().list()).stream()
                .filter(row -> row.path().startsWith(pathPrefix))
                .map(this::group)
                .toList();
    }

    /** The groups a user is in, in the order of their names. */
    public List<Group> of(User user) {
        return state.read(tables -> tables.groups().ofUser(user.userId())).stream()
                .map(this::group)
                .toList();
    }

    /** Who is in a group, in the order of their names. */
    public List<User> members(Group group) {
        return state.read(tables -> tables.groups().members(group.groupId()).stream()
                .flatMap(id -> tables.users().findById(id).stream())
                .sorted((a, b) -> a.nameKey().compareTo(b.nameKey()))
                .map(row -> users.user(tables, row))
                .toList());
    }

    /** Throws {@link IamException} if there is one of that name, or too many. */
    public Group create(String name, String path) {
        return state.change(tables -> {
            if (tables.groups().find(name).isPresent()) {
                throw new IamException(new IamProblem.Exists(Entity.GROUP, name));
            }
            Quota.GROUPS.admitOneMore(tables.groups().count());
            GroupTable.Row row = GroupTable.Row.of(ids.groupId(), name, path, clock.millis());
            tables.groups().insert(row);
            return group(row);
        });
    }

    /**
     * Gives a group another name or another path; what is empty stays.
     *
     * @throws IamException if another group has the name, or this one is gone
     */
    public void update(Group group, Optional<String> name, Optional<String> path) {
        state.run(tables -> {
            GroupTable.Row row = row(tables, group);
            Optional<GroupTable.Row> holder =
                    name.flatMap(wanted -> tables.groups().find(wanted));
            if (holder.isPresent() && !holder.get().groupId().equals(row.groupId())) {
                throw new IamException(new IamProblem.Exists(Entity.GROUP, name.orElseThrow()));
            }
            tables.groups()
                    .update(GroupTable.Row.of(
                            row.groupId(), name.orElse(row.name()), path.orElse(row.path()), row.created()));
        });
    }

    /** Throws {@link IamException} if anybody is in it, it has policies, or it is gone. */
    public void delete(Group group) {
        state.run(tables -> {
            String id = row(tables, group).groupId();
            Dependent.GROUP_MEMBERS.mustBeAbsent(!tables.groups().members(id).isEmpty());
            Dependent.ATTACHED_POLICIES.mustBeAbsent(
                    !tables.attachments().of(id).isEmpty());
            Dependent.INLINE_POLICIES.mustBeAbsent(
                    !tables.inlinePolicies().of(id).isEmpty());
            tables.groups().delete(id);
        });
    }

    /** Nothing happens if the user is in it already. Throws {@link IamException} if it would be in too many groups, or either is gone. */
    public void add(Group group, User user) {
        state.run(tables -> {
            String groupId = row(tables, group).groupId();
            String userId = Users.row(tables, user).userId();
            List<GroupTable.Row> others = tables.groups().ofUser(userId).stream()
                    .filter(row -> !row.groupId().equals(groupId))
                    .toList();
            Quota.GROUPS_OF_USER.admitOneMore(others.size());
            tables.groups().addMember(groupId, userId);
        });
    }

    /** Throws {@link IamException} if the user is not in the group, or either is gone. */
    public void remove(Group group, User user) {
        state.run(tables -> {
            String groupId = row(tables, group).groupId();
            if (!tables.groups().removeMember(groupId, Users.row(tables, user).userId())) {
                throw new IamException(new IamProblem.NoMember(user.name(), group.name()));
            }
        });
    }

    /** The row a group has now; it may have been deleted since it was read. */
    static GroupTable.Row row(Tables tables, Group group) {
        return tables.groups()
                .findById(group.groupId())
                .orElseThrow(() -> new IamException(new IamProblem.Missing(Entity.GROUP, group.name())));
    }

    private Group group(GroupTable.Row row) {
        return new Group(
                row.groupId(),
                row.name(),
                row.path(),
                state.home().globalArn("iam", "group" + row.path() + row.name()),
                Instant.ofEpochMilli(row.created()));
    }
}
