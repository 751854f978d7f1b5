// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A wall clock and a monotonic clock that move together, and only when a test says so. Safe for many threads.
 *
 * <p>Pass the clock itself where an {@link InstantSource} is wanted and {@code clock::nanos} for the monotonic one.
 */
public final class ManualClock implements InstantSource {
    /** A Monday in the life of the project, so that dates in golden files are the same for all tests. */
    public static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

    private final Instant start;
    private final AtomicLong elapsedNanos = new AtomicLong();

    public ManualClock() {
        this(START);
    }

    public ManualClock(Instant start) {
        this.start = start;
    }

    @Override
    public Instant instant() {
        return start.plusNanos(elapsedNanos.get());
    }

    /** Nanoseconds since the start. */
    public long nanos() {
        return elapsedNanos.get();
    }

    /** Lets this time pass; returns the clock. */
    public ManualClock advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not run backwards: %s".formatted(duration));
        }
        elapsedNanos.addAndGet(duration.toNanos());
        return this;
    }
}
