// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.attachment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sallyport.server.authz.Requirement.AccessCheck;
import sallyport.server.aws.Plan;
import sallyport.server.iam.Group;
import sallyport.server.iam.Iam;
import sallyport.server.iam.IamProblem.Entity;
import sallyport.server.iam.User;
import sallyport.server.iam.policy.PolicyHolder;
import sallyport.server.iam.role.IamRole;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.Tag;

/** Finds the user, group or role an operation is about and says what the caller must be allowed to do with it. */
final class HolderTargets {
    private final Home home;
    private final Iam iam;

    HolderTargets(Home home, Iam iam) {
        this.home = home;
        this.iam = iam;
    }

    /** The user of that name. */
    Plan<HolderTarget> user(String action, String name) {
        return user(action, name, Map.of());
    }

    /** The user of that name and a managed policy for it. */
    Plan<HolderTarget> user(String action, String name, String policyArn) {
        return user(action, name, policyContext(policyArn));
    }

    /** The group of that name. */
    Plan<HolderTarget> group(String action, String name) {
        return group(action, name, Map.of());
    }

    /** The group of that name and a managed policy for it. */
    Plan<HolderTarget> group(String action, String name, String policyArn) {
        return group(action, name, policyContext(policyArn));
    }

    /** The role of that name. */
    Plan<HolderTarget> role(String action, String name) {
        return role(action, name, Map.of());
    }

    /** The role of that name and a managed policy for it. */
    Plan<HolderTarget> role(String action, String name, String policyArn) {
        return role(action, name, policyContext(policyArn));
    }

    private Plan<HolderTarget> user(String action, String name, Map<String, List<String>> context) {
        Optional<User> user = iam.users().find(name);
        Map<String, List<String>> all = new HashMap<>(context);
        user.ifPresent(found -> all.putAll(Tag.resourceContext(found.tags())));
        user.flatMap(User::boundary).ifPresent(arn -> all.put("iam:PermissionsBoundary", List.of(arn)));
        return new Plan<>(
                new AccessCheck(
                        action, user.map(User::arn).orElseGet(() -> home.globalArn("iam", "user/" + name)), all),
                new HolderTarget(Entity.USER, name, user.map(PolicyHolder.OfUser::new)));
    }

    private Plan<HolderTarget> group(String action, String name, Map<String, List<String>> context) {
        Optional<Group> group = iam.groups().find(name);
        return new Plan<>(
                new AccessCheck(
                        action, group.map(Group::arn).orElseGet(() -> home.globalArn("iam", "group/" + name)), context),
                new HolderTarget(Entity.GROUP, name, group.map(PolicyHolder.OfGroup::new)));
    }

    private Plan<HolderTarget> role(String action, String name, Map<String, List<String>> context) {
        Optional<IamRole> role = iam.roles().find(name);
        Map<String, List<String>> all = new HashMap<>(context);
        role.ifPresent(found -> all.putAll(Tag.resourceContext(found.tags())));
        role.flatMap(found -> found.settings().boundary())
                .ifPresent(arn -> all.put("iam:PermissionsBoundary", List.of(arn)));
        return new Plan<>(
                new AccessCheck(
                        action, role.map(IamRole::arn).orElseGet(() -> home.globalArn("iam", "role/" + name)), all),
                new HolderTarget(Entity.ROLE, name, role.map(PolicyHolder.OfRole::new)));
    }

    private static Map<String, List<String>> policyContext(String policyArn) {
        return Map.of("iam:PolicyARN", List.of(policyArn));
    }
}
