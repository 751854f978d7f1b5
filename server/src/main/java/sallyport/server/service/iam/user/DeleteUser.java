// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.user;

import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.Users;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.UserTarget;
import sallyport.server.service.iam.UserTargets;

/** Deletes a user to whom nothing belongs any more. */
public final class DeleteUser extends IamOperation<DeleteUser.Request, UserTarget, Nothing> {
    /** Whom to delete. */
    public record Request(String userName) {}

    private final UserTargets targets;
    private final Users users;

    DeleteUser(UserTargets targets, Users users) {
        super("DeleteUser", Request.class, CHANGES);
        this.targets = targets;
        this.users = users;
    }

    @Override
    public Plan<UserTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.userName());
    }

    @Override
    protected Nothing carryOut(Request request, UserTarget target, Call call) {
        users.delete(target.user());
        return Nothing.NOTHING;
    }
}
