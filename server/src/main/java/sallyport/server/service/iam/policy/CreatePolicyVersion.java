// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.policy;

import java.util.Map;
import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Plan;
import sallyport.server.iam.policy.Policies;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.PolicyDocuments;

/** Adds a version to a managed policy. */
public final class CreatePolicyVersion
        extends IamOperation<CreatePolicyVersion.Request, PolicyTarget, CreatePolicyVersion.Response> {
    /** What to add to which. */
    public record Request(String policyArn, String policyDocument, Optional<Boolean> setAsDefault) {}

    /** The version, without its document. */
    public record Response(VersionForm policyVersion) {}

    private final PolicyTargets targets;
    private final Policies policies;

    CreatePolicyVersion(PolicyTargets targets, Policies policies) {
        super("CreatePolicyVersion", Request.class, CHANGES);
        this.targets = targets;
        this.policies = policies;
    }

    @Override
    public Plan<PolicyTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.policyArn(), Map.of());
    }

    @Override
    protected Response carryOut(Request request, PolicyTarget target, Call call) {
        PolicyDocuments.checkManaged(request.policyDocument());
        return new Response(VersionForm.listed(policies.addVersion(
                target.policy(),
                request.policyDocument(),
                request.setAsDefault().orElse(false))));
    }
}
