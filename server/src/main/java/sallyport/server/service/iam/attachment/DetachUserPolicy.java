// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.attachment;

import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.policy.Attachments;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;

/** Detaches a managed policy from a user. */
public final class DetachUserPolicy extends IamOperation<DetachUserPolicy.Request, HolderTarget, Nothing> {
    /** What from which. */
    public record Request(String userName, String policyArn) {}

    private final HolderTargets targets;
    private final Attachments attachments;

    DetachUserPolicy(HolderTargets targets, Attachments attachments) {
        super("DetachUserPolicy", Request.class, CHANGES);
        this.targets = targets;
        this.attachments = attachments;
    }

    @Override
    public Plan<HolderTarget> plan(Request request, Caller caller) {
        return targets.user(action(), request.userName(), request.policyArn());
    }

    @Override
    protected Nothing carryOut(Request request, HolderTarget target, Call call) {
        attachments.detach(target.holder(), request.policyArn());
        return Nothing.NOTHING;
    }
}
