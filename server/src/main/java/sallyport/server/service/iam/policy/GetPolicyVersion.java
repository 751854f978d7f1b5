// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.policy;

import java.util.Map;
import sallyport.server.aws.Call;
import sallyport.server.aws.Plan;
import sallyport.server.iam.IamProblem;
import sallyport.server.iam.IamProblem.Entity;
import sallyport.server.iam.policy.Policies;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamErrors;
import sallyport.server.service.iam.IamOperation;

/** Shows a version of a managed policy with its document. */
public final class GetPolicyVersion
        extends IamOperation<GetPolicyVersion.Request, PolicyTarget, GetPolicyVersion.Response> {
    /** Which. */
    public record Request(String policyArn, String versionId) {}

    /** The version. */
    public record Response(VersionForm policyVersion) {}

    private final PolicyTargets targets;
    private final Policies policies;

    GetPolicyVersion(PolicyTargets targets, Policies policies) {
        super("GetPolicyVersion", Request.class, READS);
        this.targets = targets;
        this.policies = policies;
    }

    @Override
    public Plan<PolicyTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.policyArn(), Map.of());
    }

    @Override
    protected Response carryOut(Request request, PolicyTarget target, Call call) {
        int number = VersionForm.number(request.versionId());
        return policies.versions(target.policy()).stream()
                .filter(version -> version.number() == number)
                .findFirst()
                .map(version -> new Response(VersionForm.of(version)))
                .orElseThrow(() -> IamErrors.of(new IamProblem.Missing(
                        Entity.POLICY_VERSION, request.policyArn() + " version " + request.versionId())));
    }
}
