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

/** Sets a user another password for the console. */
public final class UpdateLoginProfile extends IamOperation<UpdateLoginProfile.Request, UserTarget, Nothing> {
    /** Who, and what to set. */
    public record Request(String userName, Optional<String> password, Optional<Boolean> passwordResetRequired) {}

    private final UserTargets targets;
    private final Logins logins;

    UpdateLoginProfile(UserTargets targets, Logins logins) {
        super("UpdateLoginProfile", Request.class, CHANGES);
        this.targets = targets;
        this.logins = logins;
    }

    @Override
    public Plan<UserTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.userName());
    }

    @Override
    protected Nothing carryOut(Request request, UserTarget target, Call call) {
        logins.update(target.user(), request.password().map(Secret::new), request.passwordResetRequired());
        return Nothing.NOTHING;
    }
}
