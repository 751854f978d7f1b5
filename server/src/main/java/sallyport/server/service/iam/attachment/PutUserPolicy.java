// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.attachment;

import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.policy.InlinePolicies;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.PolicyDocuments;

/** Gives a user a policy of its own, or another document to the one of that name. */
public final class PutUserPolicy extends IamOperation<PutUserPolicy.Request, HolderTarget, Nothing> {
    /** What for which. */
    public record Request(String userName, String policyName, String policyDocument) {}

    private final HolderTargets targets;
    private final InlinePolicies inlinePolicies;

    PutUserPolicy(HolderTargets targets, InlinePolicies inlinePolicies) {
        super("PutUserPolicy", Request.class, CHANGES);
        this.targets = targets;
        this.inlinePolicies = inlinePolicies;
    }

    @Override
    public Plan<HolderTarget> plan(Request request, Caller caller) {
        return targets.user(action(), request.userName());
    }

    @Override
    protected Nothing carryOut(Request request, HolderTarget target, Call call) {
        PolicyDocuments.checkInline(request.policyDocument());
        inlinePolicies.put(target.holder(), request.policyName(), request.policyDocument());
        return Nothing.NOTHING;
    }
}
