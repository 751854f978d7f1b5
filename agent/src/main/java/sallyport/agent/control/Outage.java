// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.control;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the log knows of the present outage: each of its reasons once, however often an attempt fails, and how long it
 * lasted when it is over. Used by one thread.
 */
final class Outage {
    /** Some reasons hold a time or a number and are new every time; after these the outage is known well enough. */
    private static final int MAX_REASONS = 8;

    private final Set<String> told = new HashSet<>();
    private long beganNanos;
    private boolean present;

    /** An attempt failed; whether its reason is worth a line. */
    boolean isNews(String reason, long nowNanos) {
        if (!present) {
            present = true;
            beganNanos = nowNanos;
        }
        return told.size() < MAX_REASONS && told.add(reason);
    }

    /** It works again; how long it had not, or nothing when it had. */
    Optional<Duration> over(long nowNanos) {
        if (!present) {
            return Optional.empty();
        }
        present = false;
        told.clear();
        return Optional.of(Duration.ofNanos(nowNanos - beganNanos));
    }
}
