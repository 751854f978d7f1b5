// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.attachment;

import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.policy.Attachments;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;

/** Attaches a managed policy to a role. */
public final class AttachRolePolicy extends IamOperation<AttachRolePolicy.Request, HolderTarget, Nothing> {
    /** What to which. */
    public record Request(String roleName, String policyArn) {}

    private final HolderTargets targets;
    private final Attachments attachments;

    AttachRolePolicy(HolderTargets targets, Attachments attachments) {
        super("AttachRolePolicy", Request.class, CHANGES);
        this.targets = targets;
        this.attachments = attachments;
    }

    @Override
    public Plan<HolderTarget> plan(Request request, Caller caller) {
        return targets.role(action(), request.roleName(), request.policyArn());
    }

    @Override
    protected Nothing carryOut(Request request, HolderTarget target, Call call) {
        attachments.attach(target.holder(), request.policyArn());
        return Nothing.NOTHING;
    }
}
