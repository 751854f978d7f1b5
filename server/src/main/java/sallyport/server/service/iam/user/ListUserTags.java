// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.user;

import java.util.List;
import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.Paging;
import sallyport.server.service.iam.Tag;
import sallyport.server.service.iam.UserTarget;
import sallyport.server.service.iam.UserTargets;

/** Lists the tags of a user in the order of their keys. */
public final class ListUserTags extends IamOperation<ListUserTags.Request, UserTarget, ListUserTags.Response> {
    /** Whose, and how many at a time. */
    public record Request(String userName, Optional<String> marker, Optional<Integer> maxItems) {}

    /** One page. */
    public record Response(List<Tag> tags, boolean isTruncated, Optional<String> marker) {}

    private final UserTargets targets;
    private final Paging paging;

    ListUserTags(UserTargets targets, Paging paging) {
        super("ListUserTags", Request.class, READS);
        this.targets = targets;
        this.paging = paging;
    }

    @Override
    public Plan<UserTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.userName());
    }

    @Override
    protected Response carryOut(Request request, UserTarget target, Call call) {
        Paging.Page<Tag> page = paging.page(
                List.of(name(), target.user().userId()),
                Tag.of(target.user().tags()),
                Tag::key,
                new Paging.Wanted(request.marker(), request.maxItems()));
        return new Response(page.items(), page.isTruncated(), page.marker());
    }
}
