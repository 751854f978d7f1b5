// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** An event loop that runs on the test's thread, and whose time passes when the test says so. */
public final class ManualLoop implements Loop {
    private static final class Scheduled implements Timer {
        private final long dueNanos;
        private final long order;
        private final Runnable task;
        private boolean cancelled;

        Scheduled(long dueNanos, long order, Runnable task) {
            this.dueNanos = dueNanos;
            this.order = order;
            this.task = task;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Scheduled> timers = new PriorityQueue<>(
            Comparator.<Scheduled>comparingLong(timer -> timer.dueNanos).thenComparingLong(timer -> timer.order));
    private long now;
    private long timersMade;

    @Override
    public boolean current() {
        return true;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Timer schedule(Runnable task, Duration delay) {
        Scheduled timer = new Scheduled(now + delay.toNanos(), timersMade++, task);
        timers.add(timer);
        return timer;
    }

    @Override
    public long nanoTime() {
        return now;
    }

    /** Runs everything that is due now. */
    public void run() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Lets time pass, running what falls due at its moment. */
    public void advance(Duration duration) {
        run();
        long until = now + duration.toNanos();
        for (Scheduled next = timers.peek(); next != null && next.dueNanos <= until; next = timers.peek()) {
            timers.remove();
            now = Math.max(now, next.dueNanos);
            if (!next.cancelled) {
                next.task.run();
                run();
            }
        }
        now = until;
    }
}
