// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.group;

import java.util.Optional;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.Group;
import sallyport.server.iam.Groups;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.GroupTarget;
import sallyport.server.service.iam.GroupTargets;
import sallyport.server.service.iam.IamOperation;

/** Gives a group another name or another path. Needs the permission on the group as it is and as it will be. */
public final class UpdateGroup extends IamOperation<UpdateGroup.Request, GroupTarget, Nothing> {
    /** Which to change, and what. */
    public record Request(String groupName, Optional<String> newPath, Optional<String> newGroupName) {}

    private final Home home;
    private final GroupTargets targets;
    private final Groups groups;

    UpdateGroup(Home home, GroupTargets targets, Groups groups) {
        super("UpdateGroup", Request.class, CHANGES);
        this.home = home;
        this.targets = targets;
        this.groups = groups;
    }

    @Override
    public Plan<GroupTarget> plan(Request request, Caller caller) {
        Plan<GroupTarget> before = targets.plan(action(), request.groupName());
        String path = request.newPath()
                .or(() -> before.resolved().found().map(Group::path))
                .orElse("/");
        String name = request.newGroupName().orElse(request.groupName());
        Requirement after = Requirement.of(action(), home.globalArn("iam", "group" + path + name));
        return new Plan<>(Requirement.all(before.requirement(), after), before.resolved());
    }

    @Override
    protected Nothing carryOut(Request request, GroupTarget target, Call call) {
        groups.update(target.group(), request.newGroupName(), request.newPath());
        return Nothing.NOTHING;
    }
}
