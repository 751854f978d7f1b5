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

/** Puts a version of a managed policy in force. */
public final class SetDefaultPolicyVersion
        extends IamOperation<SetDefaultPolicyVersion.Request, PolicyTarget, Nothing> {
    /** Which. */
    public record Request(String policyArn, String versionId) {}

    private final PolicyTargets targets;
    private final Policies policies;

    SetDefaultPolicyVersion(PolicyTargets targets, Policies policies) {
        super("SetDefaultPolicyVersion", Request.class, CHANGES);
        this.targets = targets;
        this.policies = policies;
    }

    @Override
    public Plan<PolicyTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.policyArn(), Map.of());
    }

    @Override
    protected Nothing carryOut(Request request, PolicyTarget target, Call call) {
        policies.setDefaultVersion(target.policy(), VersionForm.number(request.versionId()));
        return Nothing.NOTHING;
    }
}
