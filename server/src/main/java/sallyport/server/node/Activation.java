// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import java.time.Instant;
import java.util.Map;

/**
 * A permission to register a number of {@code mi-} nodes until a certain time. Its code is kept as a hash only.
 *
 * @param id a UUID
 * @param role name of the IAM role its nodes get
 * @param instanceName the name its nodes get, or empty
 * @param limit how many nodes it may register, 1 to 1000
 * @param registrations how many it has registered
 * @param tags the tags its nodes get
 */
public record Activation(
        String id,
        String role,
        String description,
        String instanceName,
        int limit,
        int registrations,
        Instant created,
        Instant expires,
        Map<String, String> tags) {

    public Activation {
        tags = Map.copyOf(tags);
    }

    public boolean expiredAt(Instant now) {
        return !now.isBefore(expires);
    }
}
