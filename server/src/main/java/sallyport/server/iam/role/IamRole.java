// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam.role;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import sallyport.server.identity.Arn;

/**
 * A role, as it was when it was read.
 *
 * @param roleId AWS's unique id, {@code AROA…}
 * @param path begins and ends with a slash
 */
public record IamRole(
        String roleId,
        String name,
        String path,
        Arn arn,
        Instant created,
        Settings settings,
        Map<String, String> tags) {

    /**
     * What can be changed of a role.
     *
     * @param trustPolicy JSON, as it was given
     * @param maxSession how long its sessions can be at most
     * @param boundary ARN of the managed policy that is its permissions boundary
     */
    public record Settings(String description, String trustPolicy, Duration maxSession, Optional<String> boundary) {
        public Settings withDescription(String newDescription) {
            return new Settings(newDescription, trustPolicy, maxSession, boundary);
        }

        public Settings withTrustPolicy(String newTrustPolicy) {
            return new Settings(description, newTrustPolicy, maxSession, boundary);
        }

        public Settings withMaxSession(Duration newMaxSession) {
            return new Settings(description, trustPolicy, newMaxSession, boundary);
        }

        public Settings withBoundary(Optional<String> newBoundary) {
            return new Settings(description, trustPolicy, maxSession, newBoundary);
        }
    }

    public IamRole {
        tags = Map.copyOf(tags);
    }
}
