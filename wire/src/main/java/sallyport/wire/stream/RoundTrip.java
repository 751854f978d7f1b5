// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.stream;

/**
 * Estimates how long an acknowledgement may take, after Jacobson, with the official ends' numbers.
 *
 * <p>Differs from them in three points. Frames that were sent more than once give no sample, as their acknowledgement may belong
 * to any copy (Karn). The timeout stays above 200 ms, so that a busy receiver is not taken for a lost frame. And it may pass their
 * one second: a slow link with 4 MiB in flight answers later than that, and resending everything each second would leave it no
 * room for anything else.
 *
 * <p>Source: {@code docs/protocol/data-channel.md#resending}.
 */
final class RoundTrip {
    private static final long MILLI = 1_000_000;
    private static final long INITIAL_NANOS = 100 * MILLI;
    private static final long GRANULARITY_NANOS = 10 * MILLI;
    private static final long MIN_TIMEOUT_NANOS = 200 * MILLI;
    private static final long MAX_TIMEOUT_NANOS = 10_000 * MILLI;
    private static final long MAX_GAP_TIMEOUT_NANOS = 1_000 * MILLI;
    private static final int MAX_BACK_OFF = 6;

    private double meanNanos = INITIAL_NANOS;
    private double deviationNanos;
    private long timeoutNanos = MIN_TIMEOUT_NANOS;
    private int backOff;

    /** An acknowledgement came this long after its frame, which was sent only once. */
    void sample(long nanos) {
        deviationNanos = 0.75 * deviationNanos + 0.25 * Math.abs(meanNanos - nanos);
        meanNanos = 0.875 * meanNanos + 0.125 * nanos;
        double timeout = meanNanos + Math.max(GRANULARITY_NANOS, 4 * deviationNanos);
        timeoutNanos = (long) Math.clamp(timeout, MIN_TIMEOUT_NANOS, MAX_TIMEOUT_NANOS);
        backOff = 0;
    }

    /** A timeout passed without any sign of life: wait twice as long next time. */
    void backOff() {
        backOff = Math.min(MAX_BACK_OFF, backOff + 1);
    }

    /** A new connection has its own delays; what was learned stays the first guess. */
    void restart() {
        backOff = 0;
    }

    /** After this time a frame is sent again although nothing shows that it was dropped. */
    long timeoutNanos() {
        return Math.min(MAX_TIMEOUT_NANOS, timeoutNanos << backOff);
    }

    /** After this time a frame is sent again whose successors are acknowledged: the link works, so there is no back-off. */
    long gapTimeoutNanos() {
        return Math.min(MAX_GAP_TIMEOUT_NANOS, timeoutNanos);
    }
}
