// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import sallyport.server.identity.Arn;

/**
 * A user, as it was when it was read.
 *
 * @param userId AWS's unique id, {@code AIDA…}: stays when the name changes
 * @param path begins and ends with a slash
 * @param boundary ARN of the managed policy that is its permissions boundary
 */
public record User(
        String userId,
        String name,
        String path,
        Arn arn,
        Instant created,
        Optional<String> boundary,
        Optional<Instant> passwordLastUsed,
        Map<String, String> tags) {
    public User {
        tags = Map.copyOf(tags);
    }
}
