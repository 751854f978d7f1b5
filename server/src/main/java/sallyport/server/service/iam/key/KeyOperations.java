// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.key;

import java.util.List;
import sallyport.server.aws.Operation;
import sallyport.server.iam.Iam;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.Paging;
import sallyport.server.service.iam.UserTargets;

/** The operations on access keys that there are. */
public final class KeyOperations {
    private KeyOperations() {}

    public static List<Operation<?, ?, ?>> all(Home home, Iam iam, Paging paging) {
        UserTargets targets = new UserTargets(home, iam.users());
        return List.of(
                new CreateAccessKey(targets, iam.keys()),
                new ListAccessKeys(targets, iam.keys(), paging),
                new UpdateAccessKey(targets, iam.keys()),
                new DeleteAccessKey(targets, iam.keys()),
                new GetAccessKeyLastUsed(targets, iam.users(), iam.keys()));
    }
}
