// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Takes work that may block away from an event loop: tasks run in order, one at a time, on a virtual thread that exists
 * only while there is work. Safe for use by any thread; its lock is a leaf.
 */
public final class OffLoop {
    private static final System.Logger LOG = System.getLogger(OffLoop.class.getName());

    private final String name;

    /** Both guarded by {@code this}. */
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    private boolean running;

    /** @param name of the threads, with the id of what they work for */
    public OffLoop(String name) {
        this.name = name;
    }

    public synchronized void run(Runnable task) {
        waiting.add(task);
        if (!running) {
            running = true;
            Thread.ofVirtual().name(name).start(this::drain);
        }
    }

    /** Tasks that have not started. */
    public synchronized int backlog() {
        return waiting.size();
    }

    private void drain() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "task failed thread=" + name, e);
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable task = waiting.poll();
        running = task != null;
        return task;
    }
}
