// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.session;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets SIGTERM, SIGHUP and SIGINT end some work in its own way: while one of these is open, the process, told to end, asks the
 * work to stop and waits until this is closed.
 */
public final class OrderlyStop implements AutoCloseable {
    /** Enough for the slowest thing to put away, a child that writes its start-up cache. */
    private static final int PATIENCE_SECONDS = 30;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;

    /** @param ask makes the work come to its end soon; called on another thread, at most once */
    public OrderlyStop(Runnable ask) {
        hook = new Thread(() -> stop(ask), "orderly-stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void stop(Runnable ask) {
        ask.run();
        try {
            var _ = finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS); // work that hangs is left behind
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // the hook is running and has just been told that we are done
        }
    }
}
