// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.policy;

import java.util.Map;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.policy.Policies;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;

/** Deletes a managed policy that nobody uses and that has one version. */
public final class DeletePolicy extends IamOperation<DeletePolicy.Request, PolicyTarget, Nothing> {
    /** Which. */
    public record Request(String policyArn) {}

    private final PolicyTargets targets;
    private final Policies policies;

    DeletePolicy(PolicyTargets targets, Policies policies) {
        super("DeletePolicy", Request.class, CHANGES);
        this.targets = targets;
        this.policies = policies;
    }

    @Override
    public Plan<PolicyTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.policyArn(), Map.of());
    }

    @Override
    protected Nothing carryOut(Request request, PolicyTarget target, Call call) {
        policies.delete(target.policy());
        return Nothing.NOTHING;
    }
}
