// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.policy;

import java.util.List;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.policy.Policies;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.Tag;

/** Removes tags of a managed policy. */
public final class UntagPolicy extends IamOperation<UntagPolicy.Request, PolicyTarget, Nothing> {
    /** Which tags of which. */
    public record Request(String policyArn, List<String> tagKeys) {}

    private final PolicyTargets targets;
    private final Policies policies;

    UntagPolicy(PolicyTargets targets, Policies policies) {
        super("UntagPolicy", Request.class, CHANGES);
        this.targets = targets;
        this.policies = policies;
    }

    @Override
    public Plan<PolicyTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.policyArn(), Tag.keysContext(request.tagKeys()));
    }

    @Override
    protected Nothing carryOut(Request request, PolicyTarget target, Call call) {
        policies.untag(target.policy(), request.tagKeys());
        return Nothing.NOTHING;
    }
}
