// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.user;

import java.util.Map;
import java.util.Optional;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.User;
import sallyport.server.iam.Users;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.UserTarget;
import sallyport.server.service.iam.UserTargets;

/** Gives a user another name or another path. Needs the permission on the user as it is and as it will be. */
public final class UpdateUser extends IamOperation<UpdateUser.Request, UserTarget, Nothing> {
    /** Whom to change, and what. */
    public record Request(String userName, Optional<String> newPath, Optional<String> newUserName) {}

    private final UserTargets targets;
    private final Users users;

    UpdateUser(UserTargets targets, Users users) {
        super("UpdateUser", Request.class, CHANGES);
        this.targets = targets;
        this.users = users;
    }

    @Override
    public Plan<UserTarget> plan(Request request, Caller caller) {
        UserTarget target = new UserTarget(request.userName(), targets.find(request.userName()));
        String path = request.newPath().or(() -> target.found().map(User::path)).orElse("/");
        String name = request.newUserName().orElse(target.name());
        Requirement after = Requirement.of(action(), targets.home().globalArn("iam", "user" + path + name));
        return new Plan<>(Requirement.all(targets.check(action(), target, Map.of()), after), target);
    }

    @Override
    protected Nothing carryOut(Request request, UserTarget target, Call call) {
        users.update(target.user(), request.newUserName(), request.newPath());
        return Nothing.NOTHING;
    }
}
