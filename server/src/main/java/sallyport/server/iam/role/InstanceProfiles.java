// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam.role;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sallyport.server.iam.Dependent;
import sallyport.server.iam.IamException;
import sallyport.server.iam.IamProblem;
import sallyport.server.iam.IamProblem.Entity;
import sallyport.server.iam.IamState;
import sallyport.server.iam.Quota;
import sallyport.server.iam.TagRules;
import sallyport.server.identity.UniqueIds;
import sallyport.server.store.Tables;
import sallyport.server.store.TagTable;
import sallyport.server.store.iam.InstanceProfileTable;

/** The instance profiles of the account. Thread-safe; every change is durable and in force when its method returns. */
public final class InstanceProfiles {
    private final IamState state;
    private final IamRoles roles;
    private final UniqueIds ids;
    private final InstantSource clock;

    public InstanceProfiles(IamState state, IamRoles roles, UniqueIds ids, InstantSource clock) {
        this.state = state;
        this.roles = roles;
        this.ids = ids;
        this.clock = clock;
    }

    /** By name, whatever the case of its letters. */
    public Optional<InstanceProfile> find(String name) {
        return state.read(tables -> tables.instanceProfiles().find(name).map(row -> profile(tables, row)));
    }

    /** Those whose path begins so, in the order of their names. */
    public List<InstanceProfile> list(String pathPrefix) {
        return state.read(tables -> tables.instanceProfiles().list().stream()
                .filter(row -> row.path().startsWith(pathPrefix))
                .map(row -> profile(tables, row))
                .toList());
    }

    /** Those that contain a role, in the order of their names. */
    public List<InstanceProfile> of(IamRole role) {
        return state.read(tables -> tables.instanceProfiles().ofRole(role.roleId()).stream()
                .map(row -> profile(tables, row))
                .toList());
    }

    /** Throws {@link IamException} if there is one of that name, or too many. */
    public InstanceProfile create(String name, String path, Map<String, String> tags) {
        return state.change(tables -> {
            if (tables.instanceProfiles().find(name).isPresent()) {
                throw new IamException(new IamProblem.Exists(Entity.INSTANCE_PROFILE, name));
            }
            Quota.INSTANCE_PROFILES.admitOneMore(
                    tables.instanceProfiles().list().size());
            InstanceProfileTable.Row row =
                    InstanceProfileTable.Row.of(ids.instanceProfileId(), name, path, null, clock.millis());
            tables.instanceProfiles().insert(row);
            TagRules.put(tables.tags(), TagTable.Kind.INSTANCE_PROFILE, row.profileId(), tags);
            return profile(tables, row);
        });
    }

    /** Throws {@link IamException} if it contains a role, or is gone. */
    public void delete(InstanceProfile profile) {
        state.run(tables -> {
            InstanceProfileTable.Row row = row(tables, profile);
            Dependent.ROLES.mustBeAbsent(row.roleId() != null);
            tables.tags().deleteAll(TagTable.Kind.INSTANCE_PROFILE, row.profileId());
            tables.instanceProfiles().delete(row.profileId());
        });
    }

    /** Throws {@link IamException} if it contains a role already, or either is gone. */
    public void addRole(InstanceProfile profile, IamRole role) {
        state.run(tables -> {
            InstanceProfileTable.Row row = row(tables, profile);
            Quota.ROLES_OF_PROFILE.admitOneMore(row.roleId() == null ? 0 : 1);
            tables.instanceProfiles()
                    .setRole(row.profileId(), IamRoles.row(tables, role).roleId());
        });
    }

    /** Throws {@link IamException} if it does not contain this role, or either is gone. */
    public void removeRole(InstanceProfile profile, IamRole role) {
        state.run(tables -> {
            InstanceProfileTable.Row row = row(tables, profile);
            if (!role.roleId().equals(row.roleId())) {
                throw new IamException(new IamProblem.Missing(Entity.ROLE, role.name()));
            }
            tables.instanceProfiles().setRole(row.profileId(), null);
        });
    }

    public void tag(InstanceProfile profile, Map<String, String> tags) {
        state.run(tables -> TagRules.put(
                tables.tags(),
                TagTable.Kind.INSTANCE_PROFILE,
                row(tables, profile).profileId(),
                tags));
    }

    public void untag(InstanceProfile profile, Collection<String> keys) {
        state.run(tables -> TagRules.remove(
                tables.tags(),
                TagTable.Kind.INSTANCE_PROFILE,
                row(tables, profile).profileId(),
                keys));
    }

    /** The row a profile has now; it may have been deleted since it was read. */
    private static InstanceProfileTable.Row row(Tables tables, InstanceProfile profile) {
        return tables.instanceProfiles()
                .find(profile.name())
                .filter(row -> row.profileId().equals(profile.profileId()))
                .orElseThrow(() -> new IamException(new IamProblem.Missing(Entity.INSTANCE_PROFILE, profile.name())));
    }

    private InstanceProfile profile(Tables tables, InstanceProfileTable.Row row) {
        Optional<IamRole> role = Optional.ofNullable(row.roleId())
                .flatMap(id -> tables.roles().findById(id))
                .map(found -> roles.role(tables, found));
        return new InstanceProfile(
                row.profileId(),
                row.name(),
                row.path(),
                state.home().globalArn("iam", "instance-profile" + row.path() + row.name()),
                role,
                Instant.ofEpochMilli(row.created()),
                tables.tags().of(TagTable.Kind.INSTANCE_PROFILE, row.profileId()));
    }
}
