// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.login;

import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.credential.Logins;
import sallyport.server.identity.Caller;
import sallyport.server.keys.Secret;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.UserTarget;
import sallyport.server.service.iam.UserTargets;

/** Lets a user change their own password. */
public final class ChangePassword extends IamOperation<ChangePassword.Request, UserTarget, Nothing> {
    /** The old and the new one. */
    public record Request(String oldPassword, String newPassword) {}

    private final UserTargets targets;
    private final Logins logins;

    ChangePassword(UserTargets targets, Logins logins) {
        super("ChangePassword", Request.class, CHANGES);
        this.targets = targets;
        this.logins = logins;
    }

    @Override
    public Plan<UserTarget> plan(Request request, Caller caller) {
        return targets.planOwn(action(), Optional.empty(), caller);
    }

    @Override
    protected Nothing carryOut(Request request, UserTarget target, Call call) {
        logins.change(target.user(), new Secret(request.oldPassword()), new Secret(request.newPassword()));
        return Nothing.NOTHING;
    }
}
