// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam;

/** What keeps an entity from being deleted. */
public enum Dependent {
    ATTACHED_POLICIES,
    INLINE_POLICIES,
    ACCESS_KEYS,
    LOGIN_PROFILE,
    MFA_DEVICES,
    GROUP_MEMBERS,
    INSTANCE_PROFILES,
    ROLES,
    OWNER_OF_DEVICE,
    ENTITIES_OF_POLICY,
    VERSIONS_OF_POLICY,
    DEFAULT_VERSION;

    /** Throws {@link IamException} if there is such a thing. */
    public void mustBeAbsent(boolean present) {
        if (present) {
            throw new IamException(new IamProblem.InUse(this));
        }
    }
}
