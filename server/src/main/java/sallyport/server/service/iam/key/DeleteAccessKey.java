// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.key;

import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.credential.UserKeys;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.UserTarget;
import sallyport.server.service.iam.UserTargets;

/** Deletes an access key. */
public final class DeleteAccessKey extends IamOperation<DeleteAccessKey.Request, UserTarget, Nothing> {
    /** Which key of whom. */
    public record Request(Optional<String> userName, String accessKeyId) {}

    private final UserTargets targets;
    private final UserKeys keys;

    DeleteAccessKey(UserTargets targets, UserKeys keys) {
        super("DeleteAccessKey", Request.class, CHANGES);
        this.targets = targets;
        this.keys = keys;
    }

    @Override
    public Plan<UserTarget> plan(Request request, Caller caller) {
        return targets.planOwn(action(), request.userName(), caller);
    }

    @Override
    protected Nothing carryOut(Request request, UserTarget target, Call call) {
        keys.delete(target.user(), request.accessKeyId());
        return Nothing.NOTHING;
    }
}
