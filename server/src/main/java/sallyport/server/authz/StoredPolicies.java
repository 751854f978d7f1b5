// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.authz;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import sallyport.policy.MalformedPolicyException;
import sallyport.policy.Policy;
import sallyport.policy.PolicyKind;
import sallyport.policy.PolicySet;
import sallyport.policy.PolicySource;
import sallyport.server.iam.AwsManagedPolicies;
import sallyport.server.iam.IamChanges;
import sallyport.server.iam.IamState;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Principal;
import sallyport.server.identity.SessionContext;
import sallyport.server.store.RoleTable;
import sallyport.server.store.Tables;
import sallyport.server.store.UserTable;
import sallyport.server.store.iam.GroupTable;
import sallyport.server.store.iam.InlinePolicyTable;

/**
 * The policies that count for a caller, from the tables of IAM: its own and those of its groups or of its role, its permissions boundary, and
 * the session policies of its credentials. Compiled once per principal and version of IAM's state.
 *
 * <p>Thread-safe. INVARIANT: a change that {@link IamChanges} has told is in every set handed out afterwards, because the version is read
 * before the rows are.
 */
public final class StoredPolicies implements PolicySets {
    /** Principals; a set of a few statements has some ten kilobytes. */
    private static final int MAX_CACHED = 5_000;

    private static final int MAX_PARSED = 5_000;

    private final IamState state;
    private final IamChanges changes;
    private final AwsManagedPolicies awsManaged;

    private final ConcurrentMap<Key, Compiled> sets = new ConcurrentHashMap<>();

    /** By text: the same managed policy counts for many, and most of them stay when one changes. */
    private final ConcurrentMap<Text, Policy> parsed = new ConcurrentHashMap<>();

    private record Key(String ownerId, SessionContext.Policies session) {}

    private record Compiled(long version, PolicySet set) {}

    private record Text(String document, PolicyKind kind) {}

    public StoredPolicies(IamState state, IamChanges changes, AwsManagedPolicies awsManaged) {
        this.state = state;
        this.changes = changes;
        this.awsManaged = awsManaged;
    }

    /** Throws {@link IllegalStateException} if a stored policy cannot be read: it might have denied. */
    @Override
    public PolicySet of(Caller caller) {
        Optional<Key> key = key(caller);
        return key.isPresent() ? of(key.get()) : PolicySet.empty();
    }

    private PolicySet of(Key key) {
        long version = changes.version();
        Compiled known = sets.get(key);
        if (known != null && known.version() == version) {
            return known.set();
        }
        PolicySet set = state.read(tables -> gather(tables, key));
        if (sets.size() >= MAX_CACHED) {
            sets.clear();
        }
        sets.put(key, new Compiled(version, set));
        return set;
    }

    private static Optional<Key> key(Caller caller) {
        SessionContext.Policies policies =
                caller.session().map(session -> session.carried().policies()).orElse(SessionContext.Policies.NONE);
        return switch (caller.principal()) {
            case Principal.User user -> Optional.of(new Key(user.userId(), policies));
            case Principal.RoleSession role -> Optional.of(new Key(role.role().roleId(), policies));
            case Principal.Node node -> Optional.of(new Key(node.role().roleId(), policies));
            case Principal.FederatedUser user ->
                Optional.of(new Key(user.issuer().userId(), policies));
            case Principal.Anonymous _ -> Optional.empty();
        };
    }

    private PolicySet gather(Tables tables, Key key) {
        Gathering gathering = new Gathering(tables);
        Optional<UserTable.Row> user = tables.users().findById(key.ownerId());
        Optional<RoleTable.Row> role = tables.roles().findById(key.ownerId());
        user.ifPresent(row -> {
            gathering.identity(row.userId(), PolicySource.Type.USER, "user " + row.name());
            for (GroupTable.Row group : tables.groups().ofUser(row.userId())) {
                gathering.identity(group.groupId(), PolicySource.Type.GROUP, "group " + group.name());
            }
            gathering.boundary(row.boundaryArn());
        });
        role.ifPresent(row -> {
            gathering.identity(row.roleId(), PolicySource.Type.ROLE, "role " + row.name());
            gathering.boundary(row.boundaryArn());
        });
        gathering.session(key.session());
        return gathering.builder.build();
    }

    private Policy parse(String document, PolicyKind kind, String name) {
        Text text = new Text(document, kind);
        Policy known = parsed.get(text);
        if (known != null) {
            return known;
        }
        try {
            Policy policy = Policy.parse(document, kind);
            if (parsed.size() >= MAX_PARSED) {
                parsed.clear();
            }
            parsed.put(text, policy);
            return policy;
        } catch (MalformedPolicyException e) {
            throw new IllegalStateException("the stored policy " + name + " cannot be read", e);
        }
    }

    /** Collects one principal's policies within one transaction. */
    private final class Gathering {
        private final Tables tables;
        private final PolicySet.Builder builder = PolicySet.builder();

        Gathering(Tables tables) {
            this.tables = tables;
        }

        /** Everything that belongs or is attached to a user, group or role. */
        void identity(String ownerId, PolicySource.Type type, String owner) {
            for (InlinePolicyTable.Row row : tables.inlinePolicies().of(ownerId)) {
                builder.identity(
                        new PolicySource(type, row.name(), owner),
                        parse(row.document(), PolicyKind.IDENTITY, row.name()));
            }
            for (String arn : tables.attachments().of(ownerId)) {
                document(arn).ifPresent(document -> builder.identity(source(arn, owner), managed(arn, document)));
            }
        }

        void boundary(@Nullable String arn) {
            if (arn != null) {
                builder.boundary(source(arn, "permissions boundary"), orNothing(arn));
            }
        }

        void session(SessionContext.Policies policies) {
            policies.inline()
                    .ifPresent(document -> builder.session(
                            new PolicySource(PolicySource.Type.NONE, "given with the session", ""),
                            parse(document, PolicyKind.SESSION, "of a session")));
            policies.arns().forEach(arn -> builder.session(source(arn, "session"), orNothing(arn)));
        }

        /** SECURITY: a boundary or session policy that was deleted goes on limiting: nothing is within it. */
        private Policy orNothing(String arn) {
            return managed(arn, document(arn).orElse(NOTHING));
        }

        private Policy managed(String arn, String document) {
            return parse(document, PolicyKind.MANAGED, arn);
        }

        private Optional<String> document(String arn) {
            if (awsManaged(arn)) {
                return awsManaged.document(arn);
            }
            return tables.policies()
                    .find(name(arn))
                    .flatMap(policy -> tables.policies().version(policy.policyId(), policy.defaultVersion()))
                    .map(version -> version.document());
        }
    }

    private static final String NOTHING =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sallyport:Nothing\",\"Resource\":\"*\"}}";

    private static PolicySource source(String arn, String attachedTo) {
        PolicySource.Type type = awsManaged(arn) ? PolicySource.Type.AWS_MANAGED : PolicySource.Type.USER_MANAGED;
        return new PolicySource(type, name(arn), attachedTo);
    }

    private static boolean awsManaged(String arn) {
        return arn.startsWith("arn:aws:iam::aws:");
    }

    private static String name(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
