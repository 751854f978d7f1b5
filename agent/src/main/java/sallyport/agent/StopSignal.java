// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * SIGTERM and Ctrl-C, as something to wait for. The virtual machine ends when its shutdown hooks return, so ours returns when
 * {@link #close} was called, or when stopping takes too long.
 */
final class StopSignal implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    StopSignal() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::hold, "stop"));
    }

    private void hold() {
        told.countDown();
        try {
            var _ = stopped.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until this program is told to stop. */
    void await() throws InterruptedException {
        told.await();
    }

    /** Everything has stopped. */
    @Override
    public void close() {
        stopped.countDown();
    }
}
