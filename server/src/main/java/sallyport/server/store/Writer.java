// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The one thread that changes rows. It commits the changes that came while the last commit was on its way to the disk
 * together, so many callers share one flush; each caller returns when its own change is durable.
 *
 * <p>A change that throws is undone alone: each runs within a savepoint of the common transaction.
 */
final class Writer implements AutoCloseable {

    // a batch delays its first caller by the work of all, so it must not grow without end
    private static final int MAX_BATCH = 256;

    private static final String SAVEPOINT = "change";

    private final Jdbi jdbi;
    private final BlockingQueue<Change<?>> waiting = new LinkedBlockingQueue<>();
    private final Change<Boolean> stop = new Change<>(_ -> true);
    private final Thread thread;

    /** Guarded by {@link #waiting}: after it is set nothing is added. */
    private boolean closed;

    Writer(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.thread = Thread.ofPlatform().name("store-writer").start(this::run);
    }

    /** Runs {@code work} in a transaction and returns its result when that is durable. */
    <T> T write(Function<Handle, T> work) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("a change must not wait for another change");
        }
        Change<T> change = new Change<>(work);
        synchronized (waiting) {
            if (closed) {
                throw new StoreException("the store is closed");
            }
            waiting.add(change);
        }
        return change.await();
    }

    /** Finishes the changes that wait, then ends the thread. */
    @Override
    public void close() {
        synchronized (waiting) {
            if (!closed) {
                closed = true;
                waiting.add(stop);
            }
        }
        stop.await();
    }

    private void run() {
        List<Change<?>> batch = new ArrayList<>(MAX_BATCH);
        do {
            batch.clear();
            take(batch);
            commit(batch);
            batch.forEach(Change::finish);
        } while (!batch.contains(stop));
    }

    private void take(List<Change<?>> batch) {
        try {
            batch.add(waiting.take());
            waiting.drainTo(batch, MAX_BATCH - 1);
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts the store's writer", e);
        }
    }

    private void commit(List<Change<?>> batch) {
        try {
            jdbi.useTransaction(handle -> batch.forEach(change -> run(change, handle)));
        } catch (RuntimeException | Error e) {
            // one exception for each caller: they are thrown in different threads
            batch.forEach(change -> change.fail(new StoreException("a change could not be kept", e)));
        }
    }

    private static void run(Change<?> change, Handle handle) {
        handle.savepoint(SAVEPOINT);
        change.run(handle);
        if (change.failed()) {
            handle.rollbackToSavepoint(SAVEPOINT);
        } else {
            handle.releaseSavepoint(SAVEPOINT);
        }
    }
}
