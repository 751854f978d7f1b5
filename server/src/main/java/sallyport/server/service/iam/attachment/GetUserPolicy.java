// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.attachment;

import sallyport.server.aws.Call;
import sallyport.server.aws.Plan;
import sallyport.server.iam.policy.InlinePolicies;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.PolicyDocuments;

/** Shows a policy of a user's own. */
public final class GetUserPolicy extends IamOperation<GetUserPolicy.Request, HolderTarget, GetUserPolicy.Response> {
    /** Which. */
    public record Request(String userName, String policyName) {}

    /** The policy. */
    public record Response(String userName, String policyName, String policyDocument) {}

    private final HolderTargets targets;
    private final InlinePolicies inlinePolicies;

    GetUserPolicy(HolderTargets targets, InlinePolicies inlinePolicies) {
        super("GetUserPolicy", Request.class, READS);
        this.targets = targets;
        this.inlinePolicies = inlinePolicies;
    }

    @Override
    public Plan<HolderTarget> plan(Request request, Caller caller) {
        return targets.user(action(), request.userName());
    }

    @Override
    protected Response carryOut(Request request, HolderTarget target, Call call) {
        String document = inlinePolicies.document(target.holder(), request.policyName());
        return new Response(target.holder().name(), request.policyName(), PolicyDocuments.encoded(document));
    }
}
