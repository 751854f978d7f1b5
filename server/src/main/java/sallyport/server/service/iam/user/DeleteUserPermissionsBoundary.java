// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.user;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.User;
import sallyport.server.iam.Users;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamErrors;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.UserTarget;
import sallyport.server.service.iam.UserTargets;

/** Takes the permissions boundary of a user away. */
public final class DeleteUserPermissionsBoundary
        extends IamOperation<DeleteUserPermissionsBoundary.Request, UserTarget, Nothing> {
    /** Of whom. */
    public record Request(String userName) {}

    private final UserTargets targets;
    private final Users users;

    DeleteUserPermissionsBoundary(UserTargets targets, Users users) {
        super("DeleteUserPermissionsBoundary", Request.class, CHANGES);
        this.targets = targets;
        this.users = users;
    }

    @Override
    public Plan<UserTarget> plan(Request request, Caller caller) {
        UserTarget target = new UserTarget(request.userName(), targets.find(request.userName()));
        Map<String, List<String>> context = target.found()
                .flatMap(User::boundary)
                .map(arn -> Map.of("iam:PermissionsBoundary", List.of(arn)))
                .orElse(Map.of());
        return new Plan<>(targets.check(action(), target, context), target);
    }

    @Override
    protected Nothing carryOut(Request request, UserTarget target, Call call) {
        if (target.user().boundary().isEmpty()) {
            throw IamErrors.noSuchEntity("Permissions boundary for user " + target.name() + " cannot be found.");
        }
        users.setBoundary(target.user(), Optional.empty());
        return Nothing.NOTHING;
    }
}
