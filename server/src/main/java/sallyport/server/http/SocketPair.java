// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Joins two sockets on one event loop: what one end sends waits here until the other takes it, and while too much waits, the sender is not read.
 *
 * <p>Either socket may be absent, come, go and be replaced; what waits for an absent one stays. Owned by the loop: every method is called there, and that the
 * two sockets live on the same loop is what makes the decision to pause exact. On two loops, "is it writable?" and "it is again" would race.
 */
public final class SocketPair {
    private final Loop loop;
    private final long queueBytes;
    private final Lane left;
    private final Lane right;

    /**
     * A pair without sockets.
     *
     * @param queueBytes messages of this many bytes may wait for one end, then the other is not read until half of them have left; one read's worth can come
     *     on top
     * @param drained called when the last waiting message of a lane has left
     */
    public SocketPair(Loop loop, long queueBytes, Runnable drained) {
        this.loop = loop;
        this.queueBytes = queueBytes;
        this.left = new Lane(drained);
        this.right = new Lane(drained);
        left.opposite = right;
        right.opposite = left;
    }

    public Lane left() {
        return left;
    }

    public Lane right() {
        return right;
    }

    /** A message that could not leave at once. */
    private record Waiting(BinaryMessage message, long notBeforeNanos, Duration quietAfter) {}

    /** Everything on its way to one end, and that end's socket. First in, first out. */
    public final class Lane {
        private final Queue<Waiting> queue = new ArrayDeque<>();
        private final Runnable drained;
        private Lane opposite = this;

        private @Nullable WebSocket socket;
        private long queuedBytes;

        /** Nothing leaves before this, if {@link #quiet}. */
        private long quietUntilNanos;

        private boolean quiet;

        private boolean full;
        private long fullSinceNanos;
        private boolean readOn;
        private Loop.@Nullable Timer wake;

        private Lane(Runnable drained) {
            this.drained = drained;
        }

        /** This end has a socket now; the one it had before is no longer used. */
        public Optional<WebSocket> attach(WebSocket next) {
            Optional<WebSocket> before = Optional.ofNullable(socket);
            socket = next;
            opposite.regulate();
            drain();
            return before;
        }

        /** Forgets a socket that is gone; false if it had been replaced already. */
        public boolean detach(WebSocket gone) {
            if (!gone.equals(socket)) {
                return false;
            }
            socket = null;
            return true;
        }

        public Optional<WebSocket> socket() {
            return Optional.ofNullable(socket);
        }

        /** Sends behind everything that waits, and takes over the message. Whether it has left at once. */
        public boolean send(BinaryMessage message) {
            return send(message, Duration.ZERO, Duration.ZERO);
        }

        /**
         * Sends behind everything that waits, and takes over the message.
         *
         * @param delay from now on; what is sent later waits as well
         * @param quietAfter how long after this message nothing else leaves
         * @return whether it has left at once
         */
        public boolean send(BinaryMessage message, Duration delay, Duration quietAfter) {
            long now = loop.nanoTime();
            if (queue.isEmpty() && delay.isZero() && mayLeave(now)) {
                hand(message, quietAfter, now);
                return true;
            }
            queue.add(new Waiting(message, now + delay.toNanos(), quietAfter));
            queuedBytes += message.length();
            regulate();
            drain();
            return false;
        }

        private boolean mayLeave(long now) {
            quiet = quiet && quietUntilNanos - now > 0;
            return !quiet && socket != null && socket.writable();
        }

        private void hand(BinaryMessage message, Duration quietAfter, long now) {
            if (socket != null) {
                socket.send(message);
            }
            if (!quietAfter.isZero()) {
                quiet = true;
                quietUntilNanos = now + quietAfter.toNanos();
            }
        }

        /** To be called when this end's socket has become writable. */
        public void writable() {
            drain();
        }

        private void drain() {
            boolean waited = !queue.isEmpty();
            long now = loop.nanoTime();
            Waiting next = queue.peek();
            while (next != null && next.notBeforeNanos - now <= 0 && mayLeave(now)) {
                queue.remove();
                queuedBytes -= next.message.length();
                hand(next.message, next.quietAfter, now);
                next = queue.peek();
            }
            wakeFor(next, now);
            regulate();
            if (waited && next == null) {
                drained.run();
            }
        }

        /** Comes back when the first waiting message may leave, if time is all it waits for. */
        private void wakeFor(@Nullable Waiting next, long now) {
            if (wake != null) {
                wake.cancel();
                wake = null;
            }
            if (next != null && socket != null && socket.writable()) {
                long due = quiet && quietUntilNanos - next.notBeforeNanos > 0 ? quietUntilNanos : next.notBeforeNanos;
                wake = loop.schedule(this::drain, Duration.ofNanos(Math.max(0, due - now)));
            }
        }

        /** Pauses or resumes the other end according to what waits here. */
        private void regulate() {
            if (!full && queuedBytes >= queueBytes) {
                full = true;
                fullSinceNanos = loop.nanoTime();
            } else if (full && queuedBytes <= queueBytes / 2) {
                full = false;
            }
            WebSocket sender = opposite.socket;
            if (sender != null && full && !readOn) {
                sender.pauseReading();
            } else if (sender != null) {
                sender.resumeReading();
            }
        }

        /** Whether as much waits as may. */
        public boolean full() {
            return full;
        }

        /** How long this lane has been full; zero if it is not. */
        public Duration fullFor() {
            return full ? Duration.ofNanos(loop.nanoTime() - fullSinceNanos) : Duration.ZERO;
        }

        public boolean isEmpty() {
            return queue.isEmpty();
        }

        public long queuedBytes() {
            return queuedBytes;
        }

        /** Whether the other end is read although this lane is full; the caller then drops what it must not send. */
        public void readOn(boolean on) {
            readOn = on;
            regulate();
        }

        /** Throws away what waits. */
        public void clear() {
            queue.forEach(waiting -> waiting.message.release());
            queue.clear();
            queuedBytes = 0;
            regulate();
        }
    }
}
