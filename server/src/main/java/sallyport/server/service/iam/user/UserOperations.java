// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.user;

import java.util.List;
import sallyport.server.aws.Operation;
import sallyport.server.iam.Users;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.Paging;
import sallyport.server.service.iam.UserTargets;

/** The operations on users that there are. */
public final class UserOperations {
    private UserOperations() {}

    public static List<Operation<?, ?, ?>> all(Home home, Users users, Paging paging) {
        UserTargets targets = new UserTargets(home, users);
        return List.of(
                new CreateUser(home, users),
                new GetUser(targets),
                new ListUsers(home, users, paging),
                new DeleteUser(targets, users));
    }
}
