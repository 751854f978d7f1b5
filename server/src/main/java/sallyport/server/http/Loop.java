// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

import java.time.Duration;

/** One event loop: tasks given to it run one after another on a single thread and must not block. */
public interface Loop {
    /** Whether the caller is on this loop. */
    boolean current();

    /** Runs a task soon; never, if the loop has ended. */
    void execute(Runnable task);

    /** Runs a task once, not before the delay has passed. */
    Timer schedule(Runnable task, Duration delay);

    /** The loop's monotonic clock. */
    long nanoTime();

    /** A task that has been scheduled. */
    interface Timer {
        /** Called on the loop, it prevents the task if it has not run yet. */
        void cancel();
    }
}
