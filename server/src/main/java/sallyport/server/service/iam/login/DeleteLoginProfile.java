// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.login;

import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.credential.Logins;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.UserTarget;
import sallyport.server.service.iam.UserTargets;

/** Takes the password for the console away from a user. */
public final class DeleteLoginProfile extends IamOperation<DeleteLoginProfile.Request, UserTarget, Nothing> {
    /** Of whom. */
    public record Request(Optional<String> userName) {}

    private final UserTargets targets;
    private final Logins logins;

    DeleteLoginProfile(UserTargets targets, Logins logins) {
        super("DeleteLoginProfile", Request.class, CHANGES);
        this.targets = targets;
        this.logins = logins;
    }

    @Override
    public Plan<UserTarget> plan(Request request, Caller caller) {
        return targets.planOwn(action(), request.userName(), caller);
    }

    @Override
    protected Nothing carryOut(Request request, UserTarget target, Call call) {
        logins.delete(target.user());
        return Nothing.NOTHING;
    }
}
