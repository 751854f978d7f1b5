// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.stream;

import java.util.Random;
import java.util.function.Consumer;

/** One direction of a connection: takes time, and does to what passes what its faults say. */
final class SimulatedLink<T> {
    /**
     * What the link does wrong, as chances per item from 0 to 1.
     *
     * @param bytesPerSecond 0 for no limit
     */
    record Faults(double drop, double duplicate, double reorder, long bytesPerSecond) {
        /** What TCP and a relay in order do between two cuts. */
        static final Faults NONE = new Faults(0, 0, 0, 0);
    }

    private static final long LATENCY_NANOS = 5 * SimulatedTime.MILLI;
    private static final int REORDER_MILLIS = 300;

    private final SimulatedTime time;
    private final Random random;
    private final Faults faults;
    private final Consumer<T> receiver;

    private boolean up = true;
    private int connection;
    private long lastArrivalNanos;
    private long busyUntilNanos;
    private long carriedBytes;

    SimulatedLink(SimulatedTime time, Random random, Faults faults, Consumer<T> receiver) {
        this.time = time;
        this.random = random;
        this.faults = faults;
        this.receiver = receiver;
    }

    long carriedBytes() {
        return carriedBytes;
    }

    /** All that is under way is lost, and so is what is sent until {@link #connect}. */
    void cut() {
        up = false;
        connection++;
    }

    void connect() {
        up = true;
        lastArrivalNanos = time.now();
        busyUntilNanos = time.now();
    }

    void send(T item, int bytes) {
        if (!up || random.nextDouble() < faults.drop) {
            return;
        }
        deliver(item, bytes);
        if (random.nextDouble() < faults.duplicate) {
            deliver(item, bytes);
        }
    }

    private void deliver(T item, int bytes) {
        carriedBytes += bytes;
        busyUntilNanos = Math.max(busyUntilNanos, time.now());
        if (faults.bytesPerSecond > 0) {
            busyUntilNanos += bytes * SimulatedTime.SECOND / faults.bytesPerSecond;
        }
        long arrival = busyUntilNanos + LATENCY_NANOS;
        if (random.nextDouble() < faults.reorder) {
            arrival += random.nextInt(REORDER_MILLIS) * SimulatedTime.MILLI;
        } else {
            lastArrivalNanos = Math.max(lastArrivalNanos, arrival);
            arrival = lastArrivalNanos;
        }
        int sentOn = connection;
        time.after(arrival - time.now(), () -> {
            if (sentOn == connection) {
                receiver.accept(item);
            }
        });
    }
}
