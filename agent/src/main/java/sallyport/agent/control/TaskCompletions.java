// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.control;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import sallyport.agent.session.SessionEnds;
import sallyport.transport.WebSocketConnection;
import sallyport.wire.frame.Frame;
import sallyport.wire.frame.FrameWriter;
import sallyport.wire.frame.MessageType;
import sallyport.wire.frame.PayloadType;
import sallyport.wire.message.AgentTaskComplete;
import sallyport.wire.message.Messages;

/**
 * Reports ended sessions until the server acknowledges: at once, then after one second, two, four, up to a minute, and
 * again on each new control channel. A thread of its own writes, so that a server that does not read holds up nobody.
 */
public final class TaskCompletions implements SessionEnds, AutoCloseable {
    private static final long FIRST_REPEAT_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_REPEAT_NANOS = Duration.ofMinutes(1).toNanos();

    /** A server that never acknowledges must not fill our memory; the oldest news is the least missed. */
    private static final int MAX_WAITING = 10_000;

    /** COMPAT: AWS's agent cuts texts here; official clients print them. */
    private static final int MAX_TEXT_CHARS = 2500;

    private final String nodeId;
    private final InstantSource clock;
    private final LongSupplier nanoClock;

    // guarded by this
    private final Map<String, Waiting> waiting = new LinkedHashMap<>(); // by message id
    private @Nullable WebSocketConnection connection;
    private boolean closed;

    private static final class Waiting {
        private final byte[] frame;
        private long dueNanos;
        private long repeatNanos = FIRST_REPEAT_NANOS;

        Waiting(byte[] frame, long dueNanos) {
            this.frame = frame;
            this.dueNanos = dueNanos;
        }
    }

    public TaskCompletions(String nodeId, InstantSource clock, LongSupplier nanoClock) {
        this.nodeId = nodeId;
        this.clock = clock;
        this.nanoClock = nanoClock;
        var thread = new Thread(null, this::report, "task-completions");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void ended(String sessionId, Outcome outcome, String text) {
        var complete = AgentTaskComplete.of(
                sessionId, nodeId, outcome.wireName(), text.substring(0, Math.min(text.length(), MAX_TEXT_CHARS)), 1);
        var frame = new Frame(
                MessageType.AGENT_TASK_COMPLETE,
                clock.millis(),
                0,
                Frame.SYN | Frame.FIN,
                UUID.randomUUID(),
                PayloadType.UNSET,
                Messages.write(complete));
        synchronized (this) {
            waiting.put(frame.id().toString(), new Waiting(FrameWriter.write(frame), nanoClock.getAsLong()));
            if (waiting.size() > MAX_WAITING) {
                waiting.remove(waiting.keySet().iterator().next());
            }
            notifyAll();
        }
    }

    /** The server has heard the message with this id. */
    synchronized void acknowledged(String messageId) {
        waiting.remove(messageId);
        notifyAll();
    }

    /** There is a new control channel, or none. */
    synchronized void attach(@Nullable WebSocketConnection open) {
        connection = open;
        if (open != null) {
            long now = nanoClock.getAsLong();
            waiting.values().forEach(one -> one.dueNanos = now);
        }
        notifyAll();
    }

    /** Waits until the server has acknowledged everything; false when it did not in time. */
    public synchronized boolean settled(Duration timeout) throws InterruptedException {
        long end = nanoClock.getAsLong() + timeout.toNanos();
        while (!waiting.isEmpty() && connection != null) {
            long left = end - nanoClock.getAsLong();
            if (left <= 0) {
                break;
            }
            wait(millis(left));
        }
        return waiting.isEmpty();
    }

    private void report() {
        try {
            for (var open = awaitDue(); open != null; open = awaitDue()) {
                send(open, takeDue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(WebSocketConnection open, List<byte[]> frames) {
        try {
            for (var frame : frames) {
                open.sendBinary(frame);
            }
        } catch (IOException e) {
            open.close(); // the control channel connects anew and brings us the next connection
        }
    }

    /** The connection to write to, once there is one and something is due; null when closed. */
    private synchronized @Nullable WebSocketConnection awaitDue() throws InterruptedException {
        while (!closed) {
            long left = connection == null ? Long.MAX_VALUE : nanosToNextDue();
            if (left <= 0) {
                return connection;
            }
            wait(millis(left));
        }
        return null;
    }

    /** For {@code wait}, to which 0 means for ever. */
    private static long millis(long nanos) {
        return nanos == Long.MAX_VALUE ? 0 : nanos / 1_000_000 + 1;
    }

    private long nanosToNextDue() {
        long now = nanoClock.getAsLong();
        return waiting.values().stream()
                .mapToLong(one -> one.dueNanos - now)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private synchronized List<byte[]> takeDue() {
        long now = nanoClock.getAsLong();
        var due = new ArrayList<byte[]>();
        for (var one : waiting.values()) {
            if (one.dueNanos <= now) {
                due.add(one.frame);
                one.dueNanos = now + one.repeatNanos;
                one.repeatNanos = Math.min(LONGEST_REPEAT_NANOS, one.repeatNanos * 2);
            }
        }
        return due;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
