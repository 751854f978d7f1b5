// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.policy;

import java.util.List;
import java.util.Optional;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.policy.Policies;
import sallyport.server.iam.policy.PolicyUse;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.Paging;

/** Lists managed policies in the order of their names. */
public final class ListPolicies extends IamOperation<ListPolicies.Request, Nothing, ListPolicies.Response> {
    /** Which, and how many at a time. */
    public record Request(
            Optional<String> scope,
            Optional<Boolean> onlyAttached,
            Optional<String> pathPrefix,
            Optional<String> policyUsageFilter,
            Optional<String> marker,
            Optional<Integer> maxItems) {}

    /** One page. */
    public record Response(List<PolicyForm> policies, boolean isTruncated, Optional<String> marker) {}

    private final Home home;
    private final Policies policies;
    private final Paging paging;

    ListPolicies(Home home, Policies policies, Paging paging) {
        super("ListPolicies", Request.class, READS);
        this.home = home;
        this.policies = policies;
        this.paging = paging;
    }

    @Override
    public Plan<Nothing> plan(Request request, Caller caller) {
        return Plan.of(Requirement.of(
                action(), home.globalArn("iam", "policy" + request.pathPrefix().orElse("/"))));
    }

    @Override
    protected Response carryOut(Request request, Nothing resolved, Call call) {
        String scope = request.scope().orElse("All");
        String prefix = request.pathPrefix().orElse("/");
        boolean attached = request.onlyAttached().orElse(false);
        Optional<Boolean> asBoundary = request.policyUsageFilter().map(PolicyUsage::isBoundary);
        List<PolicyUse> found = policies.list(!scope.equals("AWS"), !scope.equals("Local")).stream()
                .filter(use -> use.policy().path().startsWith(prefix))
                .filter(use -> !attached || use.attachments() + use.boundaries() > 0)
                .filter(use -> asBoundary.isEmpty() || (asBoundary.get() ? use.boundaries() : use.attachments()) > 0)
                .toList();
        Paging.Page<PolicyUse> page = paging.page(
                List.of(
                        name(),
                        scope,
                        prefix,
                        attached,
                        request.policyUsageFilter().orElse("")),
                found,
                use -> Policies.order(use.policy()),
                new Paging.Wanted(request.marker(), request.maxItems()));
        return new Response(page.items().stream().map(PolicyForm::listed).toList(), page.isTruncated(), page.marker());
    }
}
