// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.group;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Plan;
import sallyport.server.iam.Group;
import sallyport.server.iam.Groups;
import sallyport.server.iam.User;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.GroupForm;
import sallyport.server.service.iam.GroupTarget;
import sallyport.server.service.iam.GroupTargets;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.Paging;
import sallyport.server.service.iam.UserForm;

/** Shows a group and who is in it. */
public final class GetGroup extends IamOperation<GetGroup.Request, GroupTarget, GetGroup.Response> {
    /** Which, and how many members at a time. */
    public record Request(String groupName, Optional<String> marker, Optional<Integer> maxItems) {}

    /** The group, and one page of its members. */
    public record Response(GroupForm group, List<UserForm> users, boolean isTruncated, Optional<String> marker) {}

    private final GroupTargets targets;
    private final Groups groups;
    private final Paging paging;

    GetGroup(GroupTargets targets, Groups groups, Paging paging) {
        super("GetGroup", Request.class, READS);
        this.targets = targets;
        this.groups = groups;
        this.paging = paging;
    }

    @Override
    public Plan<GroupTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.groupName());
    }

    @Override
    protected Response carryOut(Request request, GroupTarget target, Call call) {
        Group group = target.group();
        Paging.Page<User> page = paging.page(
                List.of(name(), group.groupId()),
                groups.members(group),
                user -> user.name().toLowerCase(Locale.ROOT),
                new Paging.Wanted(request.marker(), request.maxItems()));
        return new Response(
                GroupForm.of(group),
                page.items().stream().map(UserForm::listed).toList(),
                page.isTruncated(),
                page.marker());
    }
}
