// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.role;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.Paging;
import sallyport.server.service.iam.RoleTarget;
import sallyport.server.service.iam.RoleTargets;
import sallyport.server.service.iam.Tag;

/** Lists the tags of a role in the order of their keys. */
public final class ListRoleTags extends IamOperation<ListRoleTags.Request, RoleTarget, ListRoleTags.Response> {
    /** Of which, and how many at a time. */
    public record Request(String roleName, Optional<String> marker, Optional<Integer> maxItems) {}

    /** One page. */
    public record Response(List<Tag> tags, boolean isTruncated, Optional<String> marker) {}

    private final RoleTargets targets;
    private final Paging paging;

    ListRoleTags(RoleTargets targets, Paging paging) {
        super("ListRoleTags", Request.class, READS);
        this.targets = targets;
        this.paging = paging;
    }

    @Override
    public Plan<RoleTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.roleName(), Map.of());
    }

    @Override
    protected Response carryOut(Request request, RoleTarget target, Call call) {
        Paging.Page<Tag> page = paging.page(
                List.of(name(), target.role().roleId()),
                Tag.of(target.role().tags()),
                Tag::key,
                new Paging.Wanted(request.marker(), request.maxItems()));
        return new Response(page.items(), page.isTruncated(), page.marker());
    }
}
