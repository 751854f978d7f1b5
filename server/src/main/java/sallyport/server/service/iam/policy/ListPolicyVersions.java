// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Plan;
import sallyport.server.iam.policy.Policies;
import sallyport.server.iam.policy.PolicyVersion;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.Paging;

/** Lists the versions of a managed policy, the newest first. */
public final class ListPolicyVersions
        extends IamOperation<ListPolicyVersions.Request, PolicyTarget, ListPolicyVersions.Response> {
    /** Of which, and how many at a time. */
    public record Request(String policyArn, Optional<String> marker, Optional<Integer> maxItems) {}

    /** One page. */
    public record Response(List<VersionForm> versions, boolean isTruncated, Optional<String> marker) {}

    private final PolicyTargets targets;
    private final Policies policies;
    private final Paging paging;

    ListPolicyVersions(PolicyTargets targets, Policies policies, Paging paging) {
        super("ListPolicyVersions", Request.class, READS);
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
        Paging.Page<PolicyVersion> page = paging.page(
                List.of(name(), target.policy().policyId()),
                policies.versions(target.policy()),
                version -> String.format("%010d", Integer.MAX_VALUE - version.number()),
                new Paging.Wanted(request.marker(), request.maxItems()));
        return new Response(page.items().stream().map(VersionForm::listed).toList(), page.isTruncated(), page.marker());
    }
}
