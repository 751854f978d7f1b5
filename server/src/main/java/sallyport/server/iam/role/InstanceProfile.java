// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam.role;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import sallyport.server.identity.Arn;

/**
 * An instance profile, as it was when it was read.
 *
 * @param profileId AWS's unique id, {@code AIPA…}
 * @param path begins and ends with a slash
 */
public record InstanceProfile(
        String profileId,
        String name,
        String path,
        Arn arn,
        Optional<IamRole> role,
        Instant created,
        Map<String, String> tags) {
    public InstanceProfile {
        tags = Map.copyOf(tags);
    }
}
