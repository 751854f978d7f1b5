// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.login;

import java.util.List;
import sallyport.server.aws.Operation;
import sallyport.server.iam.Iam;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.UserTargets;

/** The operations on login profiles that there are. */
public final class LoginOperations {
    private LoginOperations() {}

    public static List<Operation<?, ?, ?>> all(Home home, Iam iam) {
        UserTargets targets = new UserTargets(home, iam.users());
        return List.of(
                new CreateLoginProfile(targets, iam.logins()),
                new GetLoginProfile(targets, iam.logins()),
                new UpdateLoginProfile(targets, iam.logins()),
                new DeleteLoginProfile(targets, iam.logins()),
                new ChangePassword(targets, iam.logins()));
    }
}
