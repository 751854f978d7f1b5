// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.user;

import java.util.List;
import sallyport.server.aws.Operation;
import sallyport.server.iam.Iam;
import sallyport.server.iam.Users;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.Paging;
import sallyport.server.service.iam.UserTargets;

/** The operations on users that there are. */
public final class UserOperations {
    private UserOperations() {}

    public static List<Operation<?, ?, ?>> all(Home home, Iam iam, Paging paging) {
        Users users = iam.users();
        UserTargets targets = new UserTargets(home, users);
        return List.of(
                new CreateUser(home, users),
                new GetUser(targets),
                new ListUsers(home, users, paging),
                new UpdateUser(targets, users),
                new DeleteUser(targets, users),
                new TagUser(targets, users),
                new UntagUser(targets, users),
                new ListUserTags(targets, paging),
                new PutUserPermissionsBoundary(targets, users),
                new DeleteUserPermissionsBoundary(targets, users));
    }
}
