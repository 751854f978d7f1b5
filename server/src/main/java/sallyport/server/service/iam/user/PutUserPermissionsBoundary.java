// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.user;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.Users;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.UserTarget;
import sallyport.server.service.iam.UserTargets;

/** Makes a managed policy the most a user can be allowed. */
public final class PutUserPermissionsBoundary
        extends IamOperation<PutUserPermissionsBoundary.Request, UserTarget, Nothing> {
    /** Which policy for whom. */
    public record Request(String userName, String permissionsBoundary) {}

    private final UserTargets targets;
    private final Users users;

    PutUserPermissionsBoundary(UserTargets targets, Users users) {
        super("PutUserPermissionsBoundary", Request.class, CHANGES);
        this.targets = targets;
        this.users = users;
    }

    @Override
    public Plan<UserTarget> plan(Request request, Caller caller) {
        return targets.plan(
                action(),
                request.userName(),
                Map.of("iam:PermissionsBoundary", List.of(request.permissionsBoundary())));
    }

    @Override
    protected Nothing carryOut(Request request, UserTarget target, Call call) {
        users.setBoundary(target.user(), Optional.of(request.permissionsBoundary()));
        return Nothing.NOTHING;
    }
}
