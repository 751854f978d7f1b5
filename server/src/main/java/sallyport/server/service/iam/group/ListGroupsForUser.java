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
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.GroupForm;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.Paging;
import sallyport.server.service.iam.UserTarget;
import sallyport.server.service.iam.UserTargets;

/** Lists the groups a user is in, in the order of their names. */
public final class ListGroupsForUser
        extends IamOperation<ListGroupsForUser.Request, UserTarget, ListGroupsForUser.Response> {
    /** Whose, and how many at a time. */
    public record Request(String userName, Optional<String> marker, Optional<Integer> maxItems) {}

    /** One page. */
    public record Response(List<GroupForm> groups, boolean isTruncated, Optional<String> marker) {}

    private final UserTargets targets;
    private final Groups groups;
    private final Paging paging;

    ListGroupsForUser(UserTargets targets, Groups groups, Paging paging) {
        super("ListGroupsForUser", Request.class, READS);
        this.targets = targets;
        this.groups = groups;
        this.paging = paging;
    }

    @Override
    public Plan<UserTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.userName());
    }

    @Override
    protected Response carryOut(Request request, UserTarget target, Call call) {
        Paging.Page<Group> page = paging.page(
                List.of(name(), target.user().userId()),
                groups.of(target.user()),
                group -> group.name().toLowerCase(Locale.ROOT),
                new Paging.Wanted(request.marker(), request.maxItems()));
        return new Response(page.items().stream().map(GroupForm::of).toList(), page.isTruncated(), page.marker());
    }
}
