// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.attachment;

import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.policy.InlinePolicies;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;

/** Deletes a policy of a user's own. */
public final class DeleteUserPolicy extends IamOperation<DeleteUserPolicy.Request, HolderTarget, Nothing> {
    /** Which. */
    public record Request(String userName, String policyName) {}

    private final HolderTargets targets;
    private final InlinePolicies inlinePolicies;

    DeleteUserPolicy(HolderTargets targets, InlinePolicies inlinePolicies) {
        super("DeleteUserPolicy", Request.class, CHANGES);
        this.targets = targets;
        this.inlinePolicies = inlinePolicies;
    }

    @Override
    public Plan<HolderTarget> plan(Request request, Caller caller) {
        return targets.user(action(), request.userName());
    }

    @Override
    protected Nothing carryOut(Request request, HolderTarget target, Call call) {
        inlinePolicies.delete(target.holder(), request.policyName());
        return Nothing.NOTHING;
    }
}
