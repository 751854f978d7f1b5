// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.Paging;
import sallyport.server.service.iam.Tag;

/** Lists the tags of an instance profile in the order of their keys. */
public final class ListInstanceProfileTags
        extends IamOperation<ListInstanceProfileTags.Request, ProfileTarget, ListInstanceProfileTags.Response> {
    /** Of which, and how many at a time. */
    public record Request(String instanceProfileName, Optional<String> marker, Optional<Integer> maxItems) {}

    /** One page. */
    public record Response(List<Tag> tags, boolean isTruncated, Optional<String> marker) {}

    private final ProfileTargets targets;
    private final Paging paging;

    ListInstanceProfileTags(ProfileTargets targets, Paging paging) {
        super("ListInstanceProfileTags", Request.class, READS);
        this.targets = targets;
        this.paging = paging;
    }

    @Override
    public Plan<ProfileTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.instanceProfileName(), Map.of());
    }

    @Override
    protected Response carryOut(Request request, ProfileTarget target, Call call) {
        Paging.Page<Tag> page = paging.page(
                List.of(name(), target.profile().profileId()),
                Tag.of(target.profile().tags()),
                Tag::key,
                new Paging.Wanted(request.marker(), request.maxItems()));
        return new Response(page.items(), page.isTruncated(), page.marker());
    }
}
