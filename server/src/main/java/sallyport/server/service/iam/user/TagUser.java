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

/** Sets tags of a user. */
public final class TagUser extends IamOperation<TagUser.Request, UserTarget, Nothing> {
    /** Which tags on whom. */
    public record Request(String userName, List<Tag> tags) {}

    private final UserTargets targets;
    private final Users users;

    TagUser(UserTargets targets, Users users) {
        super("TagUser", Request.class, CHANGES);
        this.targets = targets;
        this.users = users;
    }

    @Override
    public Plan<UserTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.userName(), Tag.requestContext(request.tags()));
    }

    @Override
    protected Nothing carryOut(Request request, UserTarget target, Call call) {
        users.tag(target.user(), Tag.checked(request.tags()));
        return Nothing.NOTHING;
    }
}
