// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.transport;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: doubling from a first delay up to a longest one, each drawn from its upper half so
 * that many nodes do not come back in step. Not thread-safe.
 */
public final class Backoff {
    private static final int MAX_DOUBLINGS = 30;

    private final long firstNanos;
    private final long longestNanos;
    private final RandomGenerator random;
    private int doublings;

    /** A sequence whose first delay lies between {@code first} and twice that. */
    public Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.firstNanos = first.toNanos();
        this.longestNanos = longest.toNanos();
        this.random = random;
    }

    /** The delay before the next try. */
    public Duration next() {
        long ceiling = Math.min(longestNanos, firstNanos << (1 + doublings));
        if (ceiling < longestNanos && doublings < MAX_DOUBLINGS) {
            doublings++;
        }
        return Duration.ofNanos(ceiling / 2 + random.nextLong(ceiling / 2));
    }

    /** A try succeeded: start from the first delay again. */
    public void reset() {
        doublings = 0;
    }
}
