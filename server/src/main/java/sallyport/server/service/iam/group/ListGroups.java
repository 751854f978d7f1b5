// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.group;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.Group;
import sallyport.server.iam.Groups;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.GroupForm;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.Paging;

/** Lists groups in the order of their names. */
public final class ListGroups extends IamOperation<ListGroups.Request, Nothing, ListGroups.Response> {
    /** Which, and how many at a time. */
    public record Request(Optional<String> pathPrefix, Optional<String> marker, Optional<Integer> maxItems) {}

    /** One page. */
    public record Response(List<GroupForm> groups, boolean isTruncated, Optional<String> marker) {}

    private final Home home;
    private final Groups groups;
    private final Paging paging;

    ListGroups(Home home, Groups groups, Paging paging) {
        super("ListGroups", Request.class, READS);
        this.home = home;
        this.groups = groups;
        this.paging = paging;
    }

    @Override
    public Plan<Nothing> plan(Request request, Caller caller) {
        return Plan.of(Requirement.of(
                action(), home.globalArn("iam", "group" + request.pathPrefix().orElse("/"))));
    }

    @Override
    protected Response carryOut(Request request, Nothing resolved, Call call) {
        String prefix = request.pathPrefix().orElse("/");
        Paging.Page<Group> page = paging.page(
                List.of(name(), prefix),
                groups.list(prefix),
                group -> group.name().toLowerCase(Locale.ROOT),
                new Paging.Wanted(request.marker(), request.maxItems()));
        return new Response(page.items().stream().map(GroupForm::of).toList(), page.isTruncated(), page.marker());
    }
}
