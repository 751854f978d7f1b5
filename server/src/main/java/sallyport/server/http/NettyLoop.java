// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** A Netty event loop as the rest of the server sees it. */
record NettyLoop(EventLoop eventLoop) implements Loop {
    private static final System.Logger LOG = System.getLogger(NettyLoop.class.getName());

    @Override
    public boolean current() {
        return eventLoop.inEventLoop();
    }

    @Override
    public void execute(Runnable task) {
        try {
            eventLoop.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "the server has stopped, a task was dropped");
        }
    }

    @Override
    public Timer schedule(Runnable task, Duration delay) {
        ScheduledFuture<?> scheduled = eventLoop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    @Override
    public long nanoTime() {
        return eventLoop.ticker().nanoTime();
    }
}
