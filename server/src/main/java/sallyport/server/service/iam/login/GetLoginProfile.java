// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.login;

import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Plan;
import sallyport.server.iam.credential.Logins;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamErrors;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.UserTarget;
import sallyport.server.service.iam.UserTargets;

/** Shows whether a user has a password for the console, and since when. */
public final class GetLoginProfile extends IamOperation<GetLoginProfile.Request, UserTarget, GetLoginProfile.Response> {
    /** Whose. */
    public record Request(Optional<String> userName) {}

    /** The profile. */
    public record Response(LoginProfileForm loginProfile) {}

    private final UserTargets targets;
    private final Logins logins;

    GetLoginProfile(UserTargets targets, Logins logins) {
        super("GetLoginProfile", Request.class, READS);
        this.targets = targets;
        this.logins = logins;
    }

    @Override
    public Plan<UserTarget> plan(Request request, Caller caller) {
        return targets.planOwn(action(), request.userName(), caller);
    }

    @Override
    protected Response carryOut(Request request, UserTarget target, Call call) {
        Logins.Profile profile =
                logins.find(target.user()).orElseThrow(() -> IamErrors.noSuchLoginProfile(target.name()));
        return new Response(LoginProfileForm.of(target.user(), profile));
    }
}
