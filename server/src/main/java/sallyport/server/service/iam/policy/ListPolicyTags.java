// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Plan;
import sallyport.server.iam.policy.Policies;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.Paging;
import sallyport.server.service.iam.Tag;

/** Lists the tags of a managed policy in the order of their keys. */
public final class ListPolicyTags extends IamOperation<ListPolicyTags.Request, PolicyTarget, ListPolicyTags.Response> {
    /** Of which, and how many at a time. */
    public record Request(String policyArn, Optional<String> marker, Optional<Integer> maxItems) {}

    /** One page. */
    public record Response(List<Tag> tags, boolean isTruncated, Optional<String> marker) {}

    private final PolicyTargets targets;
    private final Policies policies;
    private final Paging paging;

    ListPolicyTags(PolicyTargets targets, Policies policies, Paging paging) {
        super("ListPolicyTags", Request.class, READS);
        this.targets = targets;
        this.policies = policies;
        this.paging = paging;
    }

    @Override
    public Plan<PolicyTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.policyArn(), Map.of());
    }

    @Override
    protected Response carryOut(Request request, PolicyTarget target, Call call) {
        Paging.Page<Tag> page = paging.page(
                List.of(name(), target.policy().policyId()),
                Tag.of(policies.use(target.policy()).tags()),
                Tag::key,
                new Paging.Wanted(request.marker(), request.maxItems()));
        return new Response(page.items(), page.isTruncated(), page.marker());
    }
}
