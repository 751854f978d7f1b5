// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam;

import java.util.Optional;
import sallyport.server.iam.User;

/** The user a request names, and who that is; empty if there is none. */
public record UserTarget(String name, Optional<User> found) {

    /** Throws the answer to a caller who may know that there is none. */
    public User user() {
        return found.orElseThrow(() -> IamErrors.noSuchUser(name));
    }
}
