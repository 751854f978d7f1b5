// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.group;

import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.Groups;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.GroupTarget;
import sallyport.server.service.iam.GroupTargets;
import sallyport.server.service.iam.IamOperation;

/** Deletes a group that nobody is in and that has no policies. */
public final class DeleteGroup extends IamOperation<DeleteGroup.Request, GroupTarget, Nothing> {
    /** Which to delete. */
    public record Request(String groupName) {}

    private final GroupTargets targets;
    private final Groups groups;

    DeleteGroup(GroupTargets targets, Groups groups) {
        super("DeleteGroup", Request.class, CHANGES);
        this.targets = targets;
        this.groups = groups;
    }

    @Override
    public Plan<GroupTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.groupName());
    }

    @Override
    protected Nothing carryOut(Request request, GroupTarget target, Call call) {
        groups.delete(target.group());
        return Nothing.NOTHING;
    }
}
