// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.user;

import java.util.List;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.Users;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.Tag;
import sallyport.server.service.iam.UserTarget;
import sallyport.server.service.iam.UserTargets;

/** Removes tags of a user. */
public final class UntagUser extends IamOperation<UntagUser.Request, UserTarget, Nothing> {
    /** Which tags of whom. */
    public record Request(String userName, List<String> tagKeys) {}

    private final UserTargets targets;
    private final Users users;

    UntagUser(UserTargets targets, Users users) {
        super("UntagUser", Request.class, CHANGES);
        this.targets = targets;
        this.users = users;
    }

    @Override
    public Plan<UserTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.userName(), Tag.keysContext(request.tagKeys()));
    }

    @Override
    protected Nothing carryOut(Request request, UserTarget target, Call call) {
        users.untag(target.user(), request.tagKeys());
        return Nothing.NOTHING;
    }
}
