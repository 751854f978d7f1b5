// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import sallyport.wire.frame.Frame;
import sallyport.wire.frame.MessageType;
import sallyport.wire.frame.PayloadType;
import sallyport.wire.stream.ReceiveWindow;
import sallyport.wire.stream.SendWindow;

/**
 * What the threads of a {@link ReliableChannel} share, and where they wait for each other: both windows, the connection
 * there is, what the owner has not taken yet. A monitor: every method takes the lock, none does I/O or calls the owner.
 */
final class ChannelState {
    private static final long RESEND_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /**
     * Up to this much may wait for the owner and is acknowledged already: what a user types ahead of a busy program must not
     * look lost to a client. Beyond it an acknowledgement means "taken by the owner" and slows the sender down.
     */
    private static final int ACKNOWLEDGED_AHEAD_BYTES = 256 * 1024;

    /** Beyond this much, frames are dropped; the sender repeats them. Twice what our own ends have in flight. */
    private static final int MAX_WAITING_BYTES = 8 * 1024 * 1024;

    private final LongSupplier nanoClock;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition(); // acknowledged, handed over or closed
    private final Condition courierWork = lock.newCondition();
    private final Condition deliveryWork = lock.newCondition();

    // All below guarded by lock.
    private final SendWindow sent;
    private final ReceiveWindow received = new ReceiveWindow(ReceiveWindow.DEFAULT_LIMIT_BYTES);
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private long handedOver; // sequence of the next frame the owner gets
    private List<Frame> toAcknowledge = new ArrayList<>();
    private @Nullable WebSocketConnection connection;
    private boolean resumeDue; // the connection is new: everything unacknowledged goes first
    private boolean gapDue; // an acknowledgement showed that an earlier frame was dropped
    private boolean paused; // the peer is away and the gateway asked for silence
    private boolean courierIdle; // nothing was unacknowledged when the courier last looked
    private boolean closed;

    /** A frame the owner has not taken yet, and whether it is acknowledged only then. */
    record Waiting(Frame frame, boolean acknowledgeAfter) {}

    /** A frame to write now; on no connection if a later resume will carry it. */
    record Outgoing(Frame frame, @Nullable WebSocketConnection on) {}

    /** What the courier writes now: acknowledgements of frames received, and frames sent before. */
    record Errand(WebSocketConnection on, List<Frame> toAcknowledge, List<Frame> toRepeat) {}

    ChannelState(MessageType outgoing, LongSupplier nanoClock) {
        this.sent = new SendWindow(outgoing, SendWindow.DEFAULT_LIMIT_BYTES);
        this.nanoClock = nanoClock;
    }

    // ---- sending

    void awaitRoom() throws IOException, InterruptedException {
        lock.lock();
        try {
            while (!closed && !sent.hasRoom()) {
                progress.await();
            }
            if (closed) {
                throw new IOException("the channel is closed");
            }
        } finally {
            lock.unlock();
        }
    }

    /** Numbers and records a frame; null when others took the room that was there. */
    @Nullable
    Outgoing next(PayloadType payloadType, byte[] payload, long createdMillis) {
        lock.lock();
        try {
            if (closed || !sent.hasRoom()) {
                return null;
            }
            var frame = sent.next(payloadType, payload, UUID.randomUUID(), createdMillis, nanoClock.getAsLong());
            if (courierIdle) {
                courierWork.signal(); // from now on something may become overdue
            }
            return new Outgoing(frame, resumeDue || paused ? null : connection);
        } finally {
            lock.unlock();
        }
    }

    void acknowledged(long sequence) {
        lock.lock();
        try {
            unpause(); // who acknowledges is there
            if (sent.acknowledged(sequence, nanoClock.getAsLong())) {
                gapDue = true;
                courierWork.signal();
            }
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void peerIgnoresDuplicates() {
        lock.lock();
        try {
            sent.peerIgnoresDuplicates(nanoClock.getAsLong());
        } finally {
            lock.unlock();
        }
    }

    boolean drained(Duration timeout) throws InterruptedException {
        lock.lock();
        try {
            for (long left = timeout.toNanos(); !closed && !sent.isEmpty() && left > 0; ) {
                left = progress.awaitNanos(left);
            }
            return sent.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    void pause() {
        lock.lock();
        try {
            paused = true;
        } finally {
            lock.unlock();
        }
    }

    void resume() {
        lock.lock();
        try {
            unpause();
        } finally {
            lock.unlock();
        }
    }

    private void unpause() {
        if (paused) {
            paused = false;
            resumeDue = true;
            courierWork.signal();
        }
    }

    // ---- receiving

    void received(Frame frame) {
        lock.lock();
        try {
            unpause();
            if (waitingBytes > MAX_WAITING_BYTES) {
                return;
            }
            switch (received.accept(frame)) {
                case ReceiveWindow.Outcome.Deliver deliver -> enqueue(deliver.inOrder());
                case ReceiveWindow.Outcome.Duplicate ignored -> acknowledgeAgain(frame);
                case ReceiveWindow.Outcome.Buffered ignored -> acknowledge(frame);
                case ReceiveWindow.Outcome.Overflow ignored -> {} // it will come again
            }
        } finally {
            lock.unlock();
        }
    }

    /** The first frame is new; those that waited for it were acknowledged when they came early. */
    private void enqueue(List<Frame> inOrder) {
        var first = inOrder.getFirst();
        boolean later = waitingBytes > ACKNOWLEDGED_AHEAD_BYTES;
        if (!later) {
            acknowledge(first);
        }
        for (var frame : inOrder) {
            waiting.add(new Waiting(frame, later && frame.sequence() == first.sequence()));
            waitingBytes += frame.payload().length;
        }
        deliveryWork.signal();
    }

    private void acknowledgeAgain(Frame frame) {
        boolean isWaiting = frame.sequence() >= handedOver;
        if (!isWaiting || waitingBytes <= ACKNOWLEDGED_AHEAD_BYTES) {
            acknowledge(frame);
        }
    }

    private void acknowledge(Frame frame) {
        toAcknowledge.add(frame);
        courierWork.signal();
    }

    /** The next frame for the owner, which stays first until {@link #handedOver}; null when the channel is closed. */
    @Nullable
    Waiting awaitDelivery() throws InterruptedException {
        lock.lock();
        try {
            while (!closed && waiting.isEmpty()) {
                deliveryWork.await();
            }
            return closed ? null : waiting.peek();
        } finally {
            lock.unlock();
        }
    }

    void handedOver(Waiting taken) {
        lock.lock();
        try {
            waiting.remove();
            waitingBytes -= taken.frame().payload().length;
            handedOver = taken.frame().sequence() + 1;
            if (taken.acknowledgeAfter()) {
                acknowledge(taken.frame());
            }
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean delivered(Duration timeout) throws InterruptedException {
        lock.lock();
        try {
            long target = received.expected();
            for (long left = timeout.toNanos(); !closed && handedOver < target && left > 0; ) {
                left = progress.awaitNanos(left);
            }
            return handedOver >= target;
        } finally {
            lock.unlock();
        }
    }

    // ---- the connection

    /** Switches to a new connection, or to none. */
    void attach(@Nullable WebSocketConnection open) {
        lock.lock();
        try {
            connection = open;
            resumeDue = open != null;
            paused = false;
            toAcknowledge.clear(); // the peer repeats what it has no acknowledgement for
            courierWork.signal();
            if (closed && open != null) {
                open.close();
            }
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    WebSocketConnection connection() {
        lock.lock();
        try {
            return connection;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is something to write or it is time to look for overdue frames; false when closed. */
    boolean awaitErrand() throws InterruptedException {
        lock.lock();
        try {
            long left = RESEND_CHECK_NANOS;
            while (!closed) {
                boolean mayRepeat = (resumeDue || gapDue) && !paused;
                if (connection != null && (mayRepeat || !toAcknowledge.isEmpty())) {
                    return true;
                }
                if (left > 0) {
                    left = courierWork.awaitNanos(left); // while a user types, this thread is not woken by each key
                } else if (connection == null || paused || sent.isEmpty()) {
                    courierIdle = true;
                    courierWork.await();
                    courierIdle = false;
                    left = RESEND_CHECK_NANOS;
                } else {
                    return true;
                }
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Takes what is to be written; null when the connection went away meanwhile. */
    @Nullable
    Errand takeErrand() {
        lock.lock();
        try {
            if (connection == null) {
                return null;
            }
            var acknowledge = toAcknowledge;
            toAcknowledge = new ArrayList<>();
            return new Errand(connection, acknowledge, paused ? List.of() : framesToRepeat());
        } finally {
            lock.unlock();
        }
    }

    private List<Frame> framesToRepeat() {
        long now = nanoClock.getAsLong();
        gapDue = false;
        if (resumeDue) {
            resumeDue = false;
            return sent.resume(now);
        }
        var due = sent.due(now);
        progress.signalAll(); // frames given up as delivered make room
        return due;
    }

    // ---- the end

    /** Ends every wait; false when it was closed before. */
    boolean close() {
        lock.lock();
        try {
            boolean first = !closed;
            closed = true;
            progress.signalAll();
            courierWork.signalAll();
            deliveryWork.signalAll();
            return first;
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    void awaitClose(Duration timeout) throws InterruptedException {
        lock.lock();
        try {
            for (long left = timeout.toNanos(); !closed && left > 0; ) {
                left = progress.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
