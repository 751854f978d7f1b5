// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam;

import sallyport.server.iam.credential.PasswordRule;

/** Why IAM's state cannot be what a caller wants. AWS's words for it are in {@code service.iam.IamErrors}. */
public sealed interface IamProblem {

    /** What can be missing, or be there already. */
    enum Entity {
        USER,
        GROUP,
        ROLE,
        INSTANCE_PROFILE,
        POLICY,
        POLICY_VERSION,
        INLINE_POLICY,
        ACCESS_KEY,
        LOGIN_PROFILE,
        MFA_DEVICE,
        OIDC_PROVIDER,
        ACCOUNT_ALIAS,
        PASSWORD_POLICY
    }

    /** There is none of that name (or id, or ARN). */
    record Missing(Entity entity, String name) implements IamProblem {}

    /** There is one of that name. */
    record Exists(Entity entity, String name) implements IamProblem {}

    /** It cannot be deleted before something else is. */
    record InUse(Dependent first) implements IamProblem {}

    /** One more than the account may have. */
    record QuotaExceeded(Quota quota) implements IamProblem {}

    /** The user is not in the group. */
    record NoMember(String user, String group) implements IamProblem {}

    /** The codes of an MFA device are not what they should be. */
    record WrongCode() implements IamProblem {}

    /** The password a user should know is another one. */
    record WrongPassword() implements IamProblem {}

    /** The password policy does not want this password. */
    record PasswordRefused(PasswordRule rule) implements IamProblem {}

    /** The policy is not attached to it. */
    record NotAttached(String policyArn) implements IamProblem {}

    /** The user, group or role has no policy of its own with that name. */
    record NoInlinePolicy(Entity holder, String name) implements IamProblem {}

    /** All policies that a user, group or role has of its own would be too long together. */
    record InlineTooLong(Entity holder, String name, int characters) implements IamProblem {}

    /** It belongs to AWS. */
    record NotOfThisAccount() implements IamProblem {}

    /** Nobody would be left who holds AdministratorAccess and can sign a request. */
    record LastAdministrator() implements IamProblem {}
}
