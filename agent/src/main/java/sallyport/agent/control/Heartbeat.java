// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.control;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import sallyport.agent.api.NodeApi;
import sallyport.agent.api.NodeInformation;
import sallyport.transport.Backoff;

/** Tells the server at the start and every five minutes what this node is; sooner again when that failed. */
public final class Heartbeat implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Heartbeat.class.getName());

    /** AWS's default; servers take a node for lost after a few of these. */
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

    private final NodeApi api;
    private final Supplier<NodeInformation> information;
    private final LongSupplier nanoClock;
    private boolean closed; // guarded by this

    /** Starts with the first beat. */
    public Heartbeat(NodeApi api, Supplier<NodeInformation> information, LongSupplier nanoClock) {
        this.api = api;
        this.information = information;
        this.nanoClock = nanoClock;
        var thread = new Thread(null, this::run, "heartbeat");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        var retries = new Backoff(FIRST_RETRY, INTERVAL, new SplittableRandom());
        boolean failing = false;
        try {
            Duration pause;
            do {
                try {
                    api.updateInstanceInformation(information.get());
                    if (failing) {
                        LOG.log(INFO, "heartbeat works again node={0}", api.nodeId());
                    }
                    failing = false;
                    retries.reset();
                    pause = INTERVAL;
                } catch (IOException e) {
                    if (!failing) { // once, not for every try of a long outage
                        LOG.log(WARNING, "heartbeat failed why={0}", e.getMessage());
                    }
                    failing = true;
                    pause = retries.next();
                }
            } while (!closedWithin(pause));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean closedWithin(Duration pause) throws InterruptedException {
        long end = nanoClock.getAsLong() + pause.toNanos();
        for (long left = pause.toNanos(); !closed && left > 0; left = end - nanoClock.getAsLong()) {
            wait(left / 1_000_000 + 1);
        }
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
