// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.attachment;

import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.policy.Attachments;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;

/** Detaches a managed policy from a role. */
public final class DetachRolePolicy extends IamOperation<DetachRolePolicy.Request, HolderTarget, Nothing> {
    /** What from which. */
    public record Request(String roleName, String policyArn) {}

    private final HolderTargets targets;
    private final Attachments attachments;

    DetachRolePolicy(HolderTargets targets, Attachments attachments) {
        super("DetachRolePolicy", Request.class, CHANGES);
        this.targets = targets;
        this.attachments = attachments;
    }

    @Override
    public Plan<HolderTarget> plan(Request request, Caller caller) {
        return targets.role(action(), request.roleName(), request.policyArn());
    }

    @Override
    protected Nothing carryOut(Request request, HolderTarget target, Call call) {
        attachments.detach(target.holder(), request.policyArn());
        return Nothing.NOTHING;
    }
}
