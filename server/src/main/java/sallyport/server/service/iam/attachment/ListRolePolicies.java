// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.attachment;

import java.util.List;
import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Plan;
import sallyport.server.iam.policy.InlinePolicies;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.Paging;

/** Lists the names of the policies of a role's own. */
public final class ListRolePolicies
        extends IamOperation<ListRolePolicies.Request, HolderTarget, ListRolePolicies.Response> {
    /** Of which, and how many at a time. */
    public record Request(String roleName, Optional<String> marker, Optional<Integer> maxItems) {}

    /** One page. */
    public record Response(List<String> policyNames, boolean isTruncated, Optional<String> marker) {}

    private final HolderTargets targets;
    private final InlinePolicies inlinePolicies;
    private final Paging paging;

    ListRolePolicies(HolderTargets targets, InlinePolicies inlinePolicies, Paging paging) {
        super("ListRolePolicies", Request.class, READS);
        this.targets = targets;
        this.inlinePolicies = inlinePolicies;
        this.paging = paging;
    }

    @Override
    public Plan<HolderTarget> plan(Request request, Caller caller) {
        return targets.role(action(), request.roleName());
    }

    @Override
    protected Response carryOut(Request request, HolderTarget target, Call call) {
        Paging.Page<String> page = paging.page(
                List.of(name(), target.holder().id()),
                inlinePolicies.names(target.holder()),
                policyName -> policyName,
                new Paging.Wanted(request.marker(), request.maxItems()));
        return new Response(page.items(), page.isTruncated(), page.marker());
    }
}
