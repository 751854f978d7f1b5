// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.policy;

import java.util.Map;
import sallyport.server.aws.Call;
import sallyport.server.aws.Plan;
import sallyport.server.iam.policy.Policies;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;

/** Shows a managed policy. */
public final class GetPolicy extends IamOperation<GetPolicy.Request, PolicyTarget, GetPolicy.Response> {
    /** Which. */
    public record Request(String policyArn) {}

    /** The policy. */
    public record Response(PolicyForm policy) {}

    private final PolicyTargets targets;
    private final Policies policies;

    GetPolicy(PolicyTargets targets, Policies policies) {
        super("GetPolicy", Request.class, READS);
        this.targets = targets;
        this.policies = policies;
    }

    @Override
    public Plan<PolicyTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.policyArn(), Map.of());
    }

    @Override
    protected Response carryOut(Request request, PolicyTarget target, Call call) {
        return new Response(PolicyForm.of(policies.use(target.policy())));
    }
}
