// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam.role;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import sallyport.server.iam.Dependent;
import sallyport.server.iam.IamException;
import sallyport.server.iam.IamProblem;
import sallyport.server.iam.IamProblem.Entity;
import sallyport.server.iam.IamState;
import sallyport.server.iam.Quota;
import sallyport.server.iam.TagRules;
import sallyport.server.iam.policy.Policies;
import sallyport.server.identity.UniqueIds;
import sallyport.server.store.RoleTable;
import sallyport.server.store.Tables;
import sallyport.server.store.TagTable;

/** The roles of the account. Thread-safe; every change is durable and in force when its method returns. */
public final class IamRoles {
    private final IamState state;
    private final Policies policies;
    private final UniqueIds ids;
    private final InstantSource clock;

    public IamRoles(IamState state, Policies policies, UniqueIds ids, InstantSource clock) {
        this.state = state;
        this.policies = policies;
        this.ids = ids;
        this.clock = clock;
    }

    /** A role to be made. */
    public record NewRole(String name, String path, IamRole.Settings settings, Map<String, String> tags) {
        public NewRole {
            tags = Map.copyOf(tags);
        }
    }

    /** By name, whatever the case of its letters. */
    public Optional<IamRole> find(String name) {
        return state.read(tables -> tables.roles().find(name).map(row -> role(tables, row)));
    }

    /** Those whose path begins so, in the order of their names. */
    public List<IamRole> list(String pathPrefix) {
        return state.read(tables -> {
            Map<String, Map<String, String>> tags = tables.tags().all(TagTable.Kind.ROLE);
            return tables.roles().list().stream()
                    .filter(row -> row.path().startsWith(pathPrefix))
                    .map(row -> role(row, tags.getOrDefault(row.roleId(), Map.of())))
                    .toList();
        });
    }

    /** Throws {@link IamException} if there is one of that name, or too many, or the boundary is no policy. */
    public IamRole create(NewRole role) {
        return state.change(tables -> {
            if (tables.roles().find(role.name()).isPresent()) {
                throw new IamException(new IamProblem.Exists(Entity.ROLE, role.name()));
            }
            Quota.ROLES.admitOneMore(tables.roles().count());
            role.settings().boundary().ifPresent(arn -> policies.attachable(tables, arn));
            RoleTable.Row row = row(ids.roleId(), role.name(), role.path(), role.settings(), clock.millis());
            tables.roles().insert(row);
            TagRules.put(tables.tags(), TagTable.Kind.ROLE, row.roleId(), role.tags());
            return role(tables, row);
        });
    }

    /**
     * Changes what can be changed of a role; {@code change} gets what is set now.
     *
     * @throws IamException if it is gone, or a boundary that is set now is no policy
     */
    public IamRole update(IamRole role, UnaryOperator<IamRole.Settings> change) {
        return state.change(tables -> {
            RoleTable.Row row = row(tables, role);
            IamRole.Settings before = settings(row);
            IamRole.Settings after = change.apply(before);
            if (!after.boundary().equals(before.boundary())) {
                after.boundary().ifPresent(arn -> policies.attachable(tables, arn));
            }
            RoleTable.Row changed = row(row.roleId(), row.name(), row.path(), after, row.created());
            tables.roles().update(changed);
            return role(tables, changed);
        });
    }

    /** Throws {@link IamException} if it has policies, an instance profile contains it, or it is gone. */
    public void delete(IamRole role) {
        state.run(tables -> {
            String id = row(tables, role).roleId();
            Dependent.INSTANCE_PROFILES.mustBeAbsent(
                    !tables.instanceProfiles().ofRole(id).isEmpty());
            Dependent.ATTACHED_POLICIES.mustBeAbsent(
                    !tables.attachments().of(id).isEmpty());
            Dependent.INLINE_POLICIES.mustBeAbsent(
                    !tables.inlinePolicies().of(id).isEmpty());
            tables.tags().deleteAll(TagTable.Kind.ROLE, id);
            tables.roles().delete(id);
        });
    }

    public void tag(IamRole role, Map<String, String> tags) {
        state.run(tables -> TagRules.put(
                tables.tags(), TagTable.Kind.ROLE, row(tables, role).roleId(), tags));
    }

    public void untag(IamRole role, Collection<String> keys) {
        state.run(tables -> TagRules.remove(
                tables.tags(), TagTable.Kind.ROLE, row(tables, role).roleId(), keys));
    }

    /** The row a role has now; it may have been deleted since it was read. */
    static RoleTable.Row row(Tables tables, IamRole role) {
        return tables.roles()
                .findById(role.roleId())
                .orElseThrow(() -> new IamException(new IamProblem.Missing(Entity.ROLE, role.name())));
    }

    /** A row as a role, with its tags. */
    IamRole role(Tables tables, RoleTable.Row row) {
        return role(row, tables.tags().of(TagTable.Kind.ROLE, row.roleId()));
    }

    private IamRole role(RoleTable.Row row, Map<String, String> tags) {
        return new IamRole(
                row.roleId(),
                row.name(),
                row.path(),
                state.home().globalArn("iam", "role" + row.path() + row.name()),
                Instant.ofEpochMilli(row.created()),
                settings(row),
                tags);
    }

    private static IamRole.Settings settings(RoleTable.Row row) {
        return new IamRole.Settings(
                row.description(),
                row.trustPolicy(),
                Duration.ofSeconds(row.maxSessionSeconds()),
                Optional.ofNullable(row.boundaryArn()));
    }

    private static RoleTable.Row row(String roleId, String name, String path, IamRole.Settings settings, long created) {
        return new RoleTable.Row(
                roleId,
                name,
                name.toLowerCase(Locale.ROOT),
                path,
                settings.description(),
                settings.trustPolicy(),
                Math.toIntExact(settings.maxSession().toSeconds()),
                settings.boundary().orElse(null),
                created);
    }
}
