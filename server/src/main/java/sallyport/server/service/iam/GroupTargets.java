// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam;

import sallyport.server.authz.Requirement;
import sallyport.server.aws.Plan;
import sallyport.server.iam.Group;
import sallyport.server.iam.Groups;
import sallyport.server.identity.Arn;
import sallyport.server.identity.Home;

/** Finds the group an operation is about and says what the caller must be allowed to do with it. */
public final class GroupTargets {
    private final Home home;
    private final Groups groups;

    public GroupTargets(Home home, Groups groups) {
        this.home = home;
        this.groups = groups;
    }

    /** The group of that name; one that does not exist is where it would be in the path {@code /}. */
    public Plan<GroupTarget> plan(String action, String name) {
        GroupTarget target = new GroupTarget(name, groups.find(name));
        Arn arn = target.found().map(Group::arn).orElseGet(() -> home.globalArn("iam", "group/" + name));
        return new Plan<>(Requirement.of(action, arn), target);
    }
}
