// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.attachment;

import java.util.List;
import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Plan;
import sallyport.server.iam.policy.Attachments;
import sallyport.server.iam.policy.ManagedPolicy;
import sallyport.server.iam.policy.Policies;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.AttachedPolicy;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.Paging;

/** Lists the managed policies that are attached to a user, in the order of their names. */
public final class ListAttachedUserPolicies
        extends IamOperation<ListAttachedUserPolicies.Request, HolderTarget, ListAttachedUserPolicies.Response> {
    /** To which, and how many at a time. */
    public record Request(
            String userName, Optional<String> pathPrefix, Optional<String> marker, Optional<Integer> maxItems) {}

    /** One page. */
    public record Response(List<AttachedPolicy> attachedPolicies, boolean isTruncated, Optional<String> marker) {}

    private final HolderTargets targets;
    private final Attachments attachments;
    private final Paging paging;

    ListAttachedUserPolicies(HolderTargets targets, Attachments attachments, Paging paging) {
        super("ListAttachedUserPolicies", Request.class, READS);
        this.targets = targets;
        this.attachments = attachments;
        this.paging = paging;
    }

    @Override
    public Plan<HolderTarget> plan(Request request, Caller caller) {
        return targets.user(action(), request.userName());
    }

    @Override
    protected Response carryOut(Request request, HolderTarget target, Call call) {
        String prefix = request.pathPrefix().orElse("/");
        Paging.Page<ManagedPolicy> page = paging.page(
                List.of(name(), target.holder().id(), prefix),
                attachments.of(target.holder()).stream()
                        .filter(policy -> policy.path().startsWith(prefix))
                        .toList(),
                Policies::order,
                new Paging.Wanted(request.marker(), request.maxItems()));
        return new Response(page.items().stream().map(AttachedPolicy::of).toList(), page.isTruncated(), page.marker());
    }
}
