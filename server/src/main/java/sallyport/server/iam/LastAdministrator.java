// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam;

import java.util.function.Supplier;
import sallyport.server.identity.Credentials;
import sallyport.server.store.Tables;

/**
 * The rule that keeps an administrator from locking everybody out: an API call must not take away the last user who holds
 * AdministratorAccess, directly or by a group, with no permissions boundary, and has an access key that is switched on.
 *
 * <p>It looks at what a change comes to and not at what kind of change it is, so it covers deleting, detaching, leaving a group, switching off
 * a key and whatever comes later. Where there is no such user to begin with, nothing is refused.
 */
final class LastAdministrator {
    private LastAdministrator() {}

    /**
     * Makes a change within a transaction.
     *
     * @throws IamException if there was an administrator before and is none after; the transaction must then be undone
     */
    static <T> T guard(Tables tables, Supplier<T> change) {
        boolean before = exists(tables);
        T result = change.get();
        if (before && !exists(tables)) {
            throw new IamException(new IamProblem.LastAdministrator());
        }
        return result;
    }

    private static boolean exists(Tables tables) {
        return tables.attachments().usersWithKeys(Credentials.ADMINISTRATOR_ACCESS) > 0;
    }
}
