// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sallyport.server.iam.IamProblem.Entity;
import sallyport.server.iam.credential.PasswordPolicy;
import sallyport.server.store.Tables;
import sallyport.server.store.iam.AccountTable.PasswordPolicyRow;

/** What belongs to the account as a whole: its alias and its password policy. Thread-safe; every change is durable when its method returns. */
public final class AccountSettings {
    private final IamState state;

    AccountSettings(IamState state) {
        this.state = state;
    }

    public Optional<String> alias() {
        return state.read(tables -> tables.account().alias());
    }

    /** An account has one alias at most: a new one takes its place. Throws {@link IamException} if it is that one already. */
    public void setAlias(String alias) {
        state.run(tables -> {
            if (tables.account().alias().filter(alias::equals).isPresent()) {
                throw new IamException(new IamProblem.Exists(Entity.ACCOUNT_ALIAS, alias));
            }
            tables.account().setAlias(alias);
        });
    }

    /** Throws {@link IamException} if the account is not called so. */
    public void deleteAlias(String alias) {
        state.run(tables -> {
            if (tables.account().alias().filter(alias::equals).isEmpty()) {
                throw new IamException(new IamProblem.Missing(Entity.ACCOUNT_ALIAS, alias));
            }
            tables.account().deleteAlias();
        });
    }

    /** Empty if none is set. */
    public Optional<PasswordPolicy> passwordPolicy() {
        return state.read(tables -> passwordPolicy(tables));
    }

    public void setPasswordPolicy(PasswordPolicy policy) {
        PasswordPolicy.Kinds kinds = policy.kinds();
        state.run(tables -> tables.account()
                .setPasswordPolicy(new PasswordPolicyRow(
                        policy.minimumLength(),
                        kinds.symbols(),
                        kinds.numbers(),
                        kinds.upperCase(),
                        kinds.lowerCase(),
                        policy.usersMayChange(),
                        policy.maxAgeDays(),
                        policy.reusePrevention(),
                        policy.hardExpiry())));
    }

    /** Throws {@link IamException} if none is set. */
    public void deletePasswordPolicy() {
        state.run(tables -> {
            if (!tables.account().deletePasswordPolicy()) {
                throw new IamException(new IamProblem.Missing(
                        Entity.PASSWORD_POLICY, state.home().account().digits()));
            }
        });
    }

    /** As {@link #passwordPolicy()}, within a transaction. */
    public static Optional<PasswordPolicy> passwordPolicy(Tables tables) {
        return tables.account()
                .passwordPolicy()
                .map(row -> new PasswordPolicy(
                        row.minimumLength(),
                        new PasswordPolicy.Kinds(row.symbols(), row.numbers(), row.upperCase(), row.lowerCase()),
                        row.usersMayChange(),
                        row.maxAgeDays(),
                        row.reusePrevention(),
                        row.hardExpiry()));
    }

    /** How many there are of everything, and how many there may be, by AWS's names for them. */
    public Map<String, Integer> summary() {
        return state.read(tables -> {
            Map<String, Integer> summary = new TreeMap<>(quotas());
            long enabled = tables.mfaDevices().list().stream()
                    .filter(device -> device.userId() != null)
                    .count();
            summary.put("Users", Math.toIntExact(tables.users().count()));
            summary.put("Groups", Math.toIntExact(tables.groups().count()));
            summary.put("Roles", Math.toIntExact(tables.roles().count()));
            summary.put("InstanceProfiles", tables.instanceProfiles().list().size());
            summary.put("Policies", tables.policies().list().size());
            summary.put("PolicyVersionsInUse", versions(tables));
            summary.put("MFADevices", tables.mfaDevices().list().size());
            summary.put("MFADevicesInUse", Math.toIntExact(enabled));
            summary.put("Providers", tables.oidcProviders().list().size());
            summary.put("AccountMFAEnabled", 0);
            summary.put("AccountAccessKeysPresent", 0);
            summary.put("AccountPasswordPresent", 0);
            summary.put("AccountSigningCertificatesPresent", 0);
            summary.put("ServerCertificates", 0);
            return summary;
        });
    }

    private static int versions(Tables tables) {
        return tables.policies().list().stream()
                .mapToInt(
                        policy -> tables.policies().versions(policy.policyId()).size())
                .sum();
    }

    private static Map<String, Integer> quotas() {
        return Map.ofEntries(
                Map.entry("UsersQuota", Quota.USERS.limit()),
                Map.entry("GroupsQuota", Quota.GROUPS.limit()),
                Map.entry("RolesQuota", Quota.ROLES.limit()),
                Map.entry("InstanceProfilesQuota", Quota.INSTANCE_PROFILES.limit()),
                Map.entry("PoliciesQuota", Quota.POLICIES.limit()),
                Map.entry("VersionsPerPolicyQuota", Quota.POLICY_VERSIONS.limit()),
                Map.entry("GroupsPerUserQuota", Quota.GROUPS_OF_USER.limit()),
                Map.entry("AccessKeysPerUserQuota", Quota.KEYS_OF_USER.limit()),
                Map.entry("AttachedPoliciesPerUserQuota", Quota.POLICIES_OF_USER.limit()),
                Map.entry("AttachedPoliciesPerGroupQuota", Quota.POLICIES_OF_GROUP.limit()),
                Map.entry("AttachedPoliciesPerRoleQuota", Quota.POLICIES_OF_ROLE.limit()),
                Map.entry("UserPolicySizeQuota", 2048),
                Map.entry("GroupPolicySizeQuota", 5120),
                Map.entry("RolePolicySizeQuota", 10240),
                Map.entry("PolicySizeQuota", 6144),
                Map.entry("AssumeRolePolicySizeQuota", 2048),
                Map.entry("PolicyVersionsInUseQuota", 10000),
                Map.entry("ServerCertificatesQuota", 0),
                Map.entry("SigningCertificatesPerUserQuota", 0));
    }
}
