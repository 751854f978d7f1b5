// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam.policy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sallyport.server.iam.AwsManagedPolicies;
import sallyport.server.iam.Dependent;
import sallyport.server.iam.Group;
import sallyport.server.iam.Groups;
import sallyport.server.iam.IamException;
import sallyport.server.iam.IamProblem;
import sallyport.server.iam.IamProblem.Entity;
import sallyport.server.iam.IamState;
import sallyport.server.iam.Quota;
import sallyport.server.iam.TagRules;
import sallyport.server.iam.User;
import sallyport.server.iam.Users;
import sallyport.server.iam.role.IamRole;
import sallyport.server.iam.role.IamRoles;
import sallyport.server.identity.Arn;
import sallyport.server.identity.UniqueIds;
import sallyport.server.store.Tables;
import sallyport.server.store.TagTable;
import sallyport.server.store.iam.PolicyTable;

/** The managed policies of the account, and AWS's. Thread-safe; every change is durable and in force when its method returns. */
public final class Policies {
    private static final String RESOURCE = "policy/";

    private final IamState state;
    private final AwsManagedPolicies awsManaged;
    private final UniqueIds ids;
    private final InstantSource clock;

    public Policies(IamState state, AwsManagedPolicies awsManaged, UniqueIds ids, InstantSource clock) {
        this.state = state;
        this.awsManaged = awsManaged;
        this.ids = ids;
        this.clock = clock;
    }

    /** A policy to be made. {@code document}: good JSON of the policy language. */
    public record NewPolicy(String name, String path, String description, String document, Map<String, String> tags) {
        public NewPolicy {
            tags = Map.copyOf(tags);
        }
    }

    /** Who uses a policy: those it is attached to, or those whose boundary it is. */
    public record Entities(List<User> users, List<Group> groups, List<IamRole> roles) {}

    /** The policy with this ARN, of the account or of AWS. */
    public Optional<ManagedPolicy> find(Arn arn) {
        return state.read(tables -> find(tables, arn));
    }

    /** By ARN, within a transaction. */
    Optional<ManagedPolicy> find(Tables tables, Arn arn) {
        if (arn.toString().startsWith(AwsManagedPolicies.PREFIX)) {
            return awsManaged.list().stream()
                    .map(Policies::ofAws)
                    .filter(policy -> policy.arn().equals(arn))
                    .findFirst();
        }
        if (!arn.resource().startsWith(RESOURCE)) {
            return Optional.empty();
        }
        return tables.policies()
                .find(arn.resource().substring(arn.resource().lastIndexOf('/') + 1))
                .map(this::policy)
                .filter(policy -> policy.arn().equals(arn));
    }

    /**
     * The policy an ARN names, within a transaction.
     *
     * @throws IamException if there is none
     */
    public ManagedPolicy attachable(Tables tables, String arn) {
        return Arn.parse(arn)
                .flatMap(parsed -> find(tables, parsed))
                .orElseThrow(() -> new IamException(new IamProblem.Missing(Entity.POLICY, arn)));
    }

    /** A policy with what is told about it beside itself. */
    public PolicyUse use(ManagedPolicy policy) {
        return state.read(tables -> use(tables, policy, new Counts(tables)));
    }

    /** Those of the account or of AWS, or both, in the order of their names. */
    public List<PolicyUse> list(boolean ofAccount, boolean ofAws) {
        return state.read(tables -> {
            Counts counts = new Counts(tables);
            Stream<ManagedPolicy> own =
                    ofAccount ? tables.policies().list().stream().map(this::policy) : Stream.empty();
            Stream<ManagedPolicy> aws = ofAws ? awsManaged.list().stream().map(Policies::ofAws) : Stream.empty();
            return Stream.concat(own, aws)
                    .sorted(Comparator.comparing(Policies::order))
                    .map(policy -> use(tables, policy, counts))
                    .toList();
        });
    }

    /** By what lists of policies are in order: no two are the same. */
    public static String order(ManagedPolicy policy) {
        return policy.name().toLowerCase(Locale.ROOT) + " " + policy.arn();
    }

    /** Throws {@link IamException} if there is one of that name, or too many. */
    public ManagedPolicy create(NewPolicy policy) {
        return state.change(tables -> {
            if (tables.policies().find(policy.name()).isPresent()) {
                throw new IamException(new IamProblem.Exists(Entity.POLICY, policy.name()));
            }
            Quota.POLICIES.admitOneMore(tables.policies().list().size());
            long now = clock.millis();
            PolicyTable.Row row =
                    PolicyTable.Row.of(ids.policyId(), policy.name(), policy.path(), policy.description(), now);
            tables.policies().insert(row);
            tables.policies().insertVersion(new PolicyTable.Version(row.policyId(), 1, policy.document(), now));
            TagRules.put(tables.tags(), TagTable.Kind.POLICY, row.policyId(), policy.tags());
            return policy(row);
        });
    }

    /** Throws {@link IamException} if it is used, has other versions than its default, or is not the account's to delete. */
    public void delete(ManagedPolicy policy) {
        state.run(tables -> {
            PolicyTable.Row row = row(tables, policy);
            PolicyUse use = use(tables, policy, new Counts(tables));
            Dependent.ENTITIES_OF_POLICY.mustBeAbsent(use.attachments() + use.boundaries() > 0);
            Dependent.VERSIONS_OF_POLICY.mustBeAbsent(
                    tables.policies().versions(row.policyId()).size() > 1);
            tables.tags().deleteAll(TagTable.Kind.POLICY, row.policyId());
            tables.policies().delete(row.policyId());
        });
    }

    /** The versions there are, the newest first. */
    public List<PolicyVersion> versions(ManagedPolicy policy) {
        if (policy.ofAws()) {
            return List.of(new PolicyVersion(
                    policy.defaultVersion(),
                    awsManaged.document(policy.arn().toString()).orElseThrow(),
                    true,
                    policy.created()));
        }
        return state.read(tables -> {
            int inForce = row(tables, policy).defaultVersion();
            return tables.policies().versions(policy.policyId()).stream()
                    .map(version -> version(version, inForce))
                    .toList();
        });
    }

    /** Throws {@link IamException} if there are too many, or the policy is not the account's to change. */
    public PolicyVersion addVersion(ManagedPolicy policy, String document, boolean setAsDefault) {
        return state.change(tables -> {
            PolicyTable.Row row = row(tables, policy);
            Quota.POLICY_VERSIONS.admitOneMore(
                    tables.policies().versions(row.policyId()).size());
            int number = row.newestVersion() + 1;
            int inForce = setAsDefault ? number : row.defaultVersion();
            PolicyTable.Version version = new PolicyTable.Version(row.policyId(), number, document, clock.millis());
            tables.policies().insertVersion(version);
            tables.policies().update(changed(row, inForce, number));
            return version(version, inForce);
        });
    }

    /** Throws {@link IamException} if there is no such version, or the policy is not the account's to change. */
    public void setDefaultVersion(ManagedPolicy policy, int number) {
        state.run(tables -> {
            PolicyTable.Row row = row(tables, policy);
            mustHave(tables, policy, number);
            tables.policies().update(changed(row, number, row.newestVersion()));
        });
    }

    /** Throws {@link IamException} if there is no such version, it is the one in force, or the policy is not the account's to change. */
    public void deleteVersion(ManagedPolicy policy, int number) {
        state.run(tables -> {
            PolicyTable.Row row = row(tables, policy);
            mustHave(tables, policy, number);
            Dependent.DEFAULT_VERSION.mustBeAbsent(row.defaultVersion() == number);
            tables.policies().deleteVersion(row.policyId(), number);
            tables.policies().update(changed(row, row.defaultVersion(), row.newestVersion()));
        });
    }

    /** Those a policy is attached to, or whose boundary it is; in the order of their names. */
    public Entities entities(ManagedPolicy policy, IamRoles roles, Users users, Groups groups, boolean asBoundary) {
        String arn = policy.arn().toString();
        Set<String> owners =
                Set.copyOf(state.read(tables -> tables.attachments().owners(arn)));
        return new Entities(
                users.list("/").stream()
                        .filter(user -> asBoundary
                                ? user.boundary().filter(arn::equals).isPresent()
                                : owners.contains(user.userId()))
                        .toList(),
                groups.list("/").stream()
                        .filter(group -> !asBoundary && owners.contains(group.groupId()))
                        .toList(),
                roles.list("/").stream()
                        .filter(role -> asBoundary
                                ? role.settings().boundary().filter(arn::equals).isPresent()
                                : owners.contains(role.roleId()))
                        .toList());
    }

    public void tag(ManagedPolicy policy, Map<String, String> tags) {
        state.run(tables -> TagRules.put(
                tables.tags(), TagTable.Kind.POLICY, row(tables, policy).policyId(), tags));
    }

    public void untag(ManagedPolicy policy, Collection<String> keys) {
        state.run(tables -> TagRules.remove(
                tables.tags(), TagTable.Kind.POLICY, row(tables, policy).policyId(), keys));
    }

    /** How often policies are used, by ARN. */
    private static final class Counts {
        final Map<String, Long> attachments;
        final Map<String, Long> boundaries = new HashMap<>();

        Counts(Tables tables) {
            attachments = tables.attachments().counts();
            Stream.concat(
                            tables.users().list().stream().map(row -> Optional.ofNullable(row.boundaryArn())),
                            tables.roles().list().stream().map(row -> Optional.ofNullable(row.boundaryArn())))
                    .flatMap(Optional::stream)
                    .forEach(arn -> boundaries.merge(arn, 1L, Long::sum));
        }
    }

    private static PolicyUse use(Tables tables, ManagedPolicy policy, Counts counts) {
        String arn = policy.arn().toString();
        return new PolicyUse(
                policy,
                policy.ofAws() ? Map.of() : tables.tags().of(TagTable.Kind.POLICY, policy.policyId()),
                counts.attachments.getOrDefault(arn, 0L),
                counts.boundaries.getOrDefault(arn, 0L));
    }

    private PolicyTable.Row changed(PolicyTable.Row row, int defaultVersion, int newestVersion) {
        return new PolicyTable.Row(
                row.policyId(),
                row.name(),
                row.nameKey(),
                row.path(),
                row.description(),
                defaultVersion,
                newestVersion,
                row.created(),
                clock.millis());
    }

    private static void mustHave(Tables tables, ManagedPolicy policy, int number) {
        if (tables.policies().version(policy.policyId(), number).isEmpty()) {
            throw new IamException(new IamProblem.Missing(Entity.POLICY_VERSION, policy.arn() + " version v" + number));
        }
    }

    /** The row of a policy that is to be changed: it may have been deleted since it was read, and AWS's has none. */
    private static PolicyTable.Row row(Tables tables, ManagedPolicy policy) {
        if (policy.ofAws()) {
            throw new IamException(new IamProblem.NotOfThisAccount());
        }
        return tables.policies()
                .find(policy.name())
                .filter(row -> row.policyId().equals(policy.policyId()))
                .orElseThrow(() -> new IamException(
                        new IamProblem.Missing(Entity.POLICY, policy.arn().toString())));
    }

    private static PolicyVersion version(PolicyTable.Version version, int inForce) {
        return new PolicyVersion(
                version.version(),
                version.document(),
                version.version() == inForce,
                Instant.ofEpochMilli(version.created()));
    }

    private ManagedPolicy policy(PolicyTable.Row row) {
        return new ManagedPolicy(
                row.policyId(),
                row.name(),
                row.path(),
                state.home().globalArn("iam", "policy" + row.path() + row.name()),
                row.description(),
                row.defaultVersion(),
                Instant.ofEpochMilli(row.created()),
                Instant.ofEpochMilli(row.updated()));
    }

    private static ManagedPolicy ofAws(AwsManagedPolicies.Entry entry) {
        int slash = entry.name().lastIndexOf('/') + 1;
        return new ManagedPolicy(
                entry.policyId(),
                entry.name().substring(slash),
                "/" + entry.name().substring(0, slash),
                Arn.parse(AwsManagedPolicies.PREFIX + entry.name()).orElseThrow(),
                entry.description(),
                1,
                entry.created(),
                entry.created());
    }
}
