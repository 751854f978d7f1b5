// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.group;

import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.Group;
import sallyport.server.iam.Groups;
import sallyport.server.iam.User;
import sallyport.server.iam.Users;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.GroupTarget;
import sallyport.server.service.iam.GroupTargets;
import sallyport.server.service.iam.IamErrors;
import sallyport.server.service.iam.IamOperation;

/** Takes a user out of a group. */
public final class RemoveUserFromGroup extends IamOperation<RemoveUserFromGroup.Request, GroupTarget, Nothing> {
    /** Who and which group. */
    public record Request(String groupName, String userName) {}

    private final GroupTargets targets;
    private final Groups groups;
    private final Users users;

    RemoveUserFromGroup(GroupTargets targets, Groups groups, Users users) {
        super("RemoveUserFromGroup", Request.class, CHANGES);
        this.targets = targets;
        this.groups = groups;
        this.users = users;
    }

    @Override
    public Plan<GroupTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.groupName());
    }

    @Override
    protected Nothing carryOut(Request request, GroupTarget target, Call call) {
        Group group = target.group();
        User user = users.find(request.userName()).orElseThrow(() -> IamErrors.noSuchUser(request.userName()));
        groups.remove(group, user);
        return Nothing.NOTHING;
    }
}
