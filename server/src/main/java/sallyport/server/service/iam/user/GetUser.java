// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.user;

import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.UserForm;
import sallyport.server.service.iam.UserTarget;
import sallyport.server.service.iam.UserTargets;

/** Shows a user; without a name, the one who calls. */
public final class GetUser extends IamOperation<GetUser.Request, UserTarget, GetUser.Response> {
    /** Whom to show. */
    public record Request(Optional<String> userName) {}

    /** The user. */
    public record Response(UserForm user) {}

    private final UserTargets targets;

    GetUser(UserTargets targets) {
        super("GetUser", Request.class, READS);
        this.targets = targets;
    }

    @Override
    public Plan<UserTarget> plan(Request request, Caller caller) {
        return targets.planOwn(action(), request.userName(), caller);
    }

    @Override
    protected Response carryOut(Request request, UserTarget target, Call call) {
        return new Response(UserForm.of(target.user()));
    }
}
