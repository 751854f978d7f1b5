// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam;

/** How many there may be. AWS's defaults; AWS's names. */
public enum Quota {
    USERS("UsersPerAccount", 5000),
    GROUPS("GroupsPerAccount", 300),
    ROLES("RolesPerAccount", 1000),
    INSTANCE_PROFILES("InstanceProfilesPerAccount", 1000),
    POLICIES("PoliciesPerAccount", 1500),
    POLICY_VERSIONS("VersionsPerPolicy", 5),
    GROUPS_OF_USER("GroupsPerUser", 10),
    KEYS_OF_USER("AccessKeysPerUser", 2),
    MFA_DEVICES_OF_USER("MFADevicesPerUser", 8),
    MFA_DEVICES("VirtualMFADevicesPerAccount", 5000),
    POLICIES_OF_USER("PoliciesPerUser", 10),
    POLICIES_OF_GROUP("PoliciesPerGroup", 10),
    POLICIES_OF_ROLE("PoliciesPerRole", 10),
    ROLES_OF_PROFILE("InstanceSessionsPerInstanceProfile", 1),
    POLICY_SIZE("PolicySize", 6144),
    TRUST_SIZE("ACLSizePerRole", 2048),
    TAGS("TagsPerResource", 50);

    private final String awsName;
    private final int limit;

    Quota(String awsName, int limit) {
        this.awsName = awsName;
        this.limit = limit;
    }

    public String awsName() {
        return awsName;
    }

    public int limit() {
        return limit;
    }

    /** Throws {@link IamException} if these are too many. */
    public void admit(long wanted) {
        if (wanted > limit) {
            throw new IamException(new IamProblem.QuotaExceeded(this));
        }
    }

    /** Throws {@link IamException} if one more would be too many. */
    public void admitOneMore(long present) {
        if (present >= limit) {
            throw new IamException(new IamProblem.QuotaExceeded(this));
        }
    }
}
