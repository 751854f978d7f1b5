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

/** Sets tags of a managed policy. */
public final class TagPolicy extends IamOperation<TagPolicy.Request, PolicyTarget, Nothing> {
    /** Which tags on which. */
    public record Request(String policyArn, List<Tag> tags) {}

    private final PolicyTargets targets;
    private final Policies policies;

    TagPolicy(PolicyTargets targets, Policies policies) {
        super("TagPolicy", Request.class, CHANGES);
        this.targets = targets;
        this.policies = policies;
    }

    @Override
    public Plan<PolicyTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.policyArn(), Tag.requestContext(request.tags()));
    }

    @Override
    protected Nothing carryOut(Request request, PolicyTarget target, Call call) {
        policies.tag(target.policy(), Tag.checked(request.tags()));
        return Nothing.NOTHING;
    }
}
