// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.login;

import java.time.Instant;
import sallyport.server.iam.User;
import sallyport.server.iam.credential.Logins;

/** A login profile as IAM's API writes it. */
public record LoginProfileForm(String userName, Instant createDate, boolean passwordResetRequired) {
    static LoginProfileForm of(User user, Logins.Profile profile) {
        return new LoginProfileForm(user.name(), profile.created(), profile.resetRequired());
    }
}
