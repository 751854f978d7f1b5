// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import java.util.function.LongSupplier;

/**
 * Remembers when a session was last active. The gateway's event loop writes, the timer reads.
 *
 * <p>One volatile write per frame is all that a keystroke costs here.
 */
public final class ActivityClock {

    private final LongSupplier nanoClock;
    private volatile long lastNanos;

    ActivityClock(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.lastNanos = nanoClock.getAsLong();
    }

    /** The user did something: the idle time starts anew. */
    public void active() {
        lastNanos = nanoClock.getAsLong();
    }

    long lastNanos() {
        return lastNanos;
    }
}
