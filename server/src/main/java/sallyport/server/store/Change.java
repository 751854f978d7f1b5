// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** One caller's change on its way through the {@link Writer}. */
final class Change<T> {

    private final Function<Handle, T> work;
    private final CountDownLatch done = new CountDownLatch(1);

    // both written by the writer's thread before it releases the latch
    private @Nullable T result;
    private @Nullable Throwable failure;

    Change(Function<Handle, T> work) {
        this.work = work;
    }

    /** Writer's thread: does the work within its transaction; what it throws is kept for the caller. */
    void run(Handle handle) {
        try {
            result = work.apply(handle);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    boolean failed() {
        return failure != null;
    }

    /** Writer's thread: the common transaction could not be committed. What the work itself threw is kept. */
    void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
    }

    /** Writer's thread: nothing more happens to this change. */
    void finish() {
        done.countDown();
    }

    /** Caller's thread: waits until the change is durable or has failed. */
    T await() {
        awaitUninterruptibly();
        return switch (failure) {
            case null -> result();
            case JdbiException e -> throw new StoreException("the database refused a change", e);
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new AssertionError("work throws nothing that is checked", e);
        };
    }

    // the work is only ever null if it failed
    @SuppressWarnings("NullAway")
    private T result() {
        return result;
    }

    /** An interrupted caller still has to learn whether its change was kept. */
    private void awaitUninterruptibly() {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
