// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a session may last.
 *
 * @param idle time without input after which it ends; also how long an end that went away may take to come back
 * @param max longest life, from its start; empty for no limit
 */
public record SessionLimits(Duration idle, Optional<Duration> max) {

    public SessionLimits {
        if (!idle.isPositive() || (max.isPresent() && !max.get().isPositive())) {
            throw new IllegalArgumentException("a session's limits must be longer than nothing");
        }
    }
}
