// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.login;

import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Plan;
import sallyport.server.iam.credential.Logins;
import sallyport.server.identity.Caller;
import sallyport.server.keys.Secret;
import sallyport.server.service.iam.IamErrors;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.UserTarget;
import sallyport.server.service.iam.UserTargets;

/** Gives a user a password for the console. */
public final class CreateLoginProfile
        extends IamOperation<CreateLoginProfile.Request, UserTarget, CreateLoginProfile.Response> {
    /** Who, and the password. */
    public record Request(
            Optional<String> userName, Optional<String> password, Optional<Boolean> passwordResetRequired) {}

    /** The profile. */
    public record Response(LoginProfileForm loginProfile) {}

    private final UserTargets targets;
    private final Logins logins;

    CreateLoginProfile(UserTargets targets, Logins logins) {
        super("CreateLoginProfile", Request.class, CHANGES);
        this.targets = targets;
        this.logins = logins;
    }

    @Override
    public Plan<UserTarget> plan(Request request, Caller caller) {
        return targets.planOwn(action(), request.userName(), caller);
    }

    @Override
    protected Response carryOut(Request request, UserTarget target, Call call) {
        String password = request.password().orElseThrow(() -> IamErrors.invalidInput("A password is required."));
        Logins.Profile made = logins.create(
                target.user(),
                new Secret(password),
                request.passwordResetRequired().orElse(false));
        return new Response(LoginProfileForm.of(target.user(), made));
    }
}
