// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.attachment;

import sallyport.server.aws.Call;
import sallyport.server.aws.Plan;
import sallyport.server.iam.policy.InlinePolicies;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.PolicyDocuments;

/** Shows a policy of a role's own. */
public final class GetRolePolicy extends IamOperation<GetRolePolicy.Request, HolderTarget, GetRolePolicy.Response> {
    /** Which. */
    public record Request(String roleName, String policyName) {}

    /** The policy. */
    public record Response(String roleName, String policyName, String policyDocument) {}

    private final HolderTargets targets;
    private final InlinePolicies inlinePolicies;

    GetRolePolicy(HolderTargets targets, InlinePolicies inlinePolicies) {
        super("GetRolePolicy", Request.class, READS);
        this.targets = targets;
        this.inlinePolicies = inlinePolicies;
    }

    @Override
    public Plan<HolderTarget> plan(Request request, Caller caller) {
        return targets.role(action(), request.roleName());
    }

    @Override
    protected Response carryOut(Request request, HolderTarget target, Call call) {
        String document = inlinePolicies.document(target.holder(), request.policyName());
        return new Response(target.holder().name(), request.policyName(), PolicyDocuments.encoded(document));
    }
}
