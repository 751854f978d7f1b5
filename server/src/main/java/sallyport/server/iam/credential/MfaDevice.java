// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam.credential;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import sallyport.server.iam.User;

/**
 * A virtual MFA device, as it was when it was read; never with its seed.
 *
 * @param serial its ARN
 * @param owner empty while it is nobody's
 * @param enabled when it became somebody's
 */
public record MfaDevice(
        String serial, Optional<User> owner, Instant created, Optional<Instant> enabled, Map<String, String> tags) {
    public MfaDevice {
        tags = Map.copyOf(tags);
    }
}
