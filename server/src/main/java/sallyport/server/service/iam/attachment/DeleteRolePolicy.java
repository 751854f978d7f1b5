// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.attachment;

import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.policy.InlinePolicies;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;

/** Deletes a policy of a role's own. */
public final class DeleteRolePolicy extends IamOperation<DeleteRolePolicy.Request, HolderTarget, Nothing> {
    /** Which. */
    public record Request(String roleName, String policyName) {}

    private final HolderTargets targets;
    private final InlinePolicies inlinePolicies;

    DeleteRolePolicy(HolderTargets targets, InlinePolicies inlinePolicies) {
        super("DeleteRolePolicy", Request.class, CHANGES);
        this.targets = targets;
        this.inlinePolicies = inlinePolicies;
    }

    @Override
    public Plan<HolderTarget> plan(Request request, Caller caller) {
        return targets.role(action(), request.roleName());
    }

    @Override
    protected Nothing carryOut(Request request, HolderTarget target, Call call) {
        inlinePolicies.delete(target.holder(), request.policyName());
        return Nothing.NOTHING;
    }
}
