// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.stream;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Runs events in the order of their time, without waiting for it. */
final class SimulatedTime {
    static final long MILLI = 1_000_000;
    static final long SECOND = 1_000 * MILLI;

    private record Event(long atNanos, long order, Runnable action) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atNanos).thenComparingLong(Event::order));
    private long nowNanos;
    private long scheduled;

    long now() {
        return nowNanos;
    }

    void after(long delayNanos, Runnable action) {
        events.add(new Event(nowNanos + delayNanos, scheduled++, action));
    }

    void every(long periodNanos, Runnable action) {
        after(periodNanos, () -> {
            action.run();
            every(periodNanos, action);
        });
    }

    void runUntil(long endNanos) {
        while (!events.isEmpty() && events.peek().atNanos() <= endNanos) {
            Event event = events.poll();
            nowNanos = event.atNanos();
            event.action().run();
        }
        nowNanos = endNanos;
    }
}
