// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam;

import sallyport.server.aws.AwsException;
import sallyport.server.iam.Dependent;
import sallyport.server.iam.IamProblem;
import sallyport.server.iam.IamProblem.Entity;

/** What the operations of IAM answer when they cannot. */
public final class IamErrors {
    private IamErrors() {}

    /** AWS's words for a rule that is broken. */
    public static AwsException of(IamProblem problem) {
        return switch (problem) {
            case IamProblem.Missing(var entity, var name) -> noSuchEntity(missing(entity, name));
            case IamProblem.Exists(var entity, var name) ->
                AwsException.sender(409, "EntityAlreadyExists", exists(entity, name));
            case IamProblem.InUse(var first) ->
                AwsException.sender(409, "DeleteConflict", "Cannot delete entity, must " + first(first) + " first.");
            case IamProblem.QuotaExceeded(var quota) ->
                AwsException.sender(
                        409, "LimitExceeded", "Cannot exceed quota for " + quota.awsName() + ": " + quota.limit());
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
            case POLICY_VERSION -> "Policy version " + name + " does not exist or is not attachable.";
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

    private static String first(Dependent dependent) {
        return switch (dependent) {
            case ATTACHED_POLICIES -> "detach all policies";
            case INLINE_POLICIES -> "delete policies";
            case ACCESS_KEYS -> "delete access keys";
            case LOGIN_PROFILE -> "delete login profile";
            case MFA_DEVICES -> "delete MFA device";
            case GROUP_MEMBERS -> "remove users from group";
            case INSTANCE_PROFILES -> "remove roles from instance profile";
            case ROLES -> "remove roles from instance profile";
        };
    }
}
