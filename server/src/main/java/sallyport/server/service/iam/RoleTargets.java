// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sallyport.server.authz.Requirement.AccessCheck;
import sallyport.server.aws.Plan;
import sallyport.server.iam.role.IamRole;
import sallyport.server.iam.role.IamRoles;
import sallyport.server.identity.Arn;
import sallyport.server.identity.Home;

/** Finds the role an operation is about and says what the caller must be allowed to do with it. */
public final class RoleTargets {
    private final Home home;
    private final IamRoles roles;

    public RoleTargets(Home home, IamRoles roles) {
        this.home = home;
        this.roles = roles;
    }

    /** The role of that name. */
    public RoleTarget find(String name) {
        return new RoleTarget(name, roles.find(name));
    }

    /** The role of that name; {@code context}: what else policies may ask about the request. */
    public Plan<RoleTarget> plan(String action, String name, Map<String, List<String>> context) {
        RoleTarget target = find(name);
        return new Plan<>(check(action, target, context), target);
    }

    /** A check on a role; one that does not exist is where it would be in the path {@code /}. */
    public AccessCheck check(String action, RoleTarget target, Map<String, List<String>> context) {
        Arn arn = target.found().map(IamRole::arn).orElseGet(() -> home.globalArn("iam", "role/" + target.name()));
        Map<String, List<String>> all = new HashMap<>(context);
        target.found().ifPresent(role -> all.putAll(Tag.resourceContext(role.tags())));
        return new AccessCheck(action, arn, all);
    }
}
