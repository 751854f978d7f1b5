// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam;

import java.util.Locale;
import sallyport.server.aws.AwsException;
import sallyport.server.iam.Dependent;
import sallyport.server.iam.IamProblem;
import sallyport.server.iam.IamProblem.Entity;
import sallyport.server.iam.Quota;
import sallyport.server.iam.credential.PasswordRule;

/** What the operations of IAM answer when they cannot. */
public final class IamErrors {
    private IamErrors() {}

    /** AWS's words for a rule that is broken. */
    public static AwsException of(IamProblem problem) {
        return switch (problem) {
            case IamProblem.Missing(var entity, var name) -> noSuchEntity(missing(entity, name));
            case IamProblem.Exists(var entity, var name) ->
                AwsException.sender(409, "EntityAlreadyExists", exists(entity, name));
            case IamProblem.InUse(var first) -> AwsException.sender(409, "DeleteConflict", conflict(first));
            case IamProblem.QuotaExceeded(var quota) -> AwsException.sender(409, "LimitExceeded", exceeded(quota));
            case IamProblem.NoMember(var user, var group) ->
                noSuchEntity("The user with name " + user + " cannot be found in the group " + group + ".");
            case IamProblem.WrongCode _ ->
                AwsException.sender(403, "InvalidAuthenticationCode", "Authentication code for device is not valid");
            case IamProblem.WrongPassword _ ->
                AwsException.sender(403, "AccessDenied", "The old password was incorrect.");
            case IamProblem.PasswordRefused(var rule) ->
                AwsException.sender("PasswordPolicyViolation", "Password " + refused(rule));
            case IamProblem.NotAttached(var policyArn) -> noSuchEntity("Policy " + policyArn + " was not found.");
            case IamProblem.NoInlinePolicy(var holder, var name) ->
                noSuchEntity("The " + word(holder) + " policy with name " + name + " cannot be found.");
            case IamProblem.InlineTooLong(var holder, var name, var characters) ->
                AwsException.sender(
                        409,
                        "LimitExceeded",
                        "Maximum policy size of " + characters + " bytes exceeded for " + word(holder) + " " + name);
            case IamProblem.NotOfThisAccount _ ->
                AwsException.sender(403, "AccessDenied", "Policy is outside your own account.");
            case IamProblem.LastAdministrator _ ->
                AwsException.sender(
                        409,
                        "DeleteConflict",
                        "Cannot remove the last administrator: nobody would be left who has AdministratorAccess and an active access key.");
        };
    }

    public static AwsException noSuchUser(String name) {
        return of(new IamProblem.Missing(Entity.USER, name));
    }

    public static AwsException noSuchRole(String name) {
        return of(new IamProblem.Missing(Entity.ROLE, name));
    }

    public static AwsException noSuchGroup(String name) {
        return of(new IamProblem.Missing(Entity.GROUP, name));
    }

    public static AwsException noSuchKey(String accessKeyId) {
        return of(new IamProblem.Missing(Entity.ACCESS_KEY, accessKeyId));
    }

    public static AwsException noSuchLoginProfile(String userName) {
        return of(new IamProblem.Missing(Entity.LOGIN_PROFILE, userName));
    }

    public static AwsException noSuchDevice(String serial) {
        return of(new IamProblem.Missing(Entity.MFA_DEVICE, serial));
    }

    public static AwsException noSuchPasswordPolicy(String account) {
        return of(new IamProblem.Missing(Entity.PASSWORD_POLICY, account));
    }

    /** There is no credential report yet. */
    public static AwsException noReport() {
        return AwsException.sender(410, "ReportNotPresent", "Credential report is not present.");
    }

    public static AwsException noSuchEntity(String text) {
        return AwsException.sender(404, "NoSuchEntity", text);
    }

    public static AwsException invalidMarker() {
        return AwsException.sender("ValidationError", "Invalid Marker.");
    }

    public static AwsException invalidInput(String text) {
        return AwsException.sender("InvalidInput", text);
    }

    /** A call about oneself by somebody who is no user. */
    public static AwsException noUserOfItsOwn() {
        return AwsException.sender("ValidationError", "Must specify userName when calling with non-User credentials");
    }

    private static String missing(Entity entity, String name) {
        return switch (entity) {
            case USER -> "The user with name " + name + " cannot be found.";
            case GROUP -> "The group with name " + name + " cannot be found.";
            case ROLE -> "The role with name " + name + " cannot be found.";
            case INSTANCE_PROFILE -> "Instance Profile " + name + " cannot be found.";
            case POLICY -> "Policy " + name + " does not exist or is not attachable.";
            case POLICY_VERSION -> "Policy " + name + " does not exist or is not attachable.";
            case INLINE_POLICY -> "The policy with name " + name + " cannot be found.";
            case ACCESS_KEY -> "The Access Key with id " + name + " cannot be found.";
            case LOGIN_PROFILE -> "Login Profile for User " + name + " cannot be found.";
            case MFA_DEVICE -> "VirtualMFADevice with serial number " + name + " does not exist.";
            case OIDC_PROVIDER -> "OpenIDConnect Provider not found for arn " + name;
            case ACCOUNT_ALIAS -> "The account alias " + name + " cannot be found.";
            case PASSWORD_POLICY -> "The Password Policy with domain name " + name + " cannot be found.";
        };
    }

    private static String exists(Entity entity, String name) {
        return switch (entity) {
            case USER -> "User with name " + name + " already exists.";
            case GROUP -> "Group with name " + name + " already exists.";
            case ROLE -> "Role with name " + name + " already exists.";
            case INSTANCE_PROFILE -> "Instance Profile " + name + " already exists.";
            case POLICY -> "A policy called " + name + " already exists. Duplicate names are not allowed.";
            case LOGIN_PROFILE -> "Login Profile for user " + name + " already exists.";
            case MFA_DEVICE -> "MFADevice entity at the same path and name already exists.";
            case OIDC_PROVIDER -> "Provider with url " + name + " already exists.";
            case ACCOUNT_ALIAS -> "The account alias " + name + " already exists.";
            case POLICY_VERSION, INLINE_POLICY, ACCESS_KEY, PASSWORD_POLICY -> name + " already exists.";
        };
    }

    private static String exceeded(Quota quota) {
        return quota == Quota.POLICY_VERSIONS
                ? "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version."
                : "Cannot exceed quota for " + quota.awsName() + ": " + quota.limit();
    }

    private static String word(Entity holder) {
        return holder.name().toLowerCase(Locale.ROOT);
    }

    private static String conflict(Dependent dependent) {
        return switch (dependent) {
            case ENTITIES_OF_POLICY -> "Cannot delete a policy attached to entities.";
            case VERSIONS_OF_POLICY ->
                "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.";
            case DEFAULT_VERSION -> "Cannot delete the default version of a policy.";
            case ATTACHED_POLICIES -> "Cannot delete entity, must detach all policies first.";
            case INLINE_POLICIES -> "Cannot delete entity, must delete policies first.";
            case ACCESS_KEYS -> "Cannot delete entity, must delete access keys first.";
            case LOGIN_PROFILE -> "Cannot delete entity, must delete login profile first.";
            case MFA_DEVICES -> "Cannot delete entity, must delete MFA device first.";
            case GROUP_MEMBERS -> "Cannot delete entity, must remove users from group first.";
            case INSTANCE_PROFILES -> "Cannot delete entity, must remove roles from instance profile first.";
            case ROLES -> "Cannot delete entity, must remove roles from instance profile first.";
            case OWNER_OF_DEVICE -> "Cannot delete entity, must deactivate MFA device first.";
        };
    }

    private static String refused(PasswordRule rule) {
        return switch (rule) {
            case PasswordRule.MinimumLength(var length) -> "should have a minimum length of " + length;
            case PasswordRule.Symbol _ -> "should have at least one symbol";
            case PasswordRule.Digit _ -> "should have at least one number";
            case PasswordRule.UpperCase _ -> "should have at least one uppercase letter";
            case PasswordRule.LowerCase _ -> "should have at least one lowercase letter";
            case PasswordRule.ThreeKinds _ ->
                "should have at least three of these: uppercase letters, lowercase letters, numbers, symbols";
            case PasswordRule.NotTheName _ -> "should not be the name of the user or the account";
            case PasswordRule.NotUsedBefore(var passwords) ->
                "should not be one of the last " + passwords + " passwords";
        };
    }
}
