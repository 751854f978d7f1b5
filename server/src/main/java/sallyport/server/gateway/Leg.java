// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.gateway;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sallyport.server.http.BinaryMessage;
import sallyport.server.http.Loop;
import sallyport.server.http.SocketPair;
import sallyport.server.http.WebSocket;
import sallyport.wire.frame.FrameHeader;

/**
 * One direction of a relay: what is on its way to one end, when it may leave, and what is known of that end. Owned by the session's loop.
 */
final class Leg {
    /** Our ends ping every 4 s: three pings are missing. */
    private static final Duration OWN_SILENCE = Duration.ofSeconds(12);

    /** An official client answers no ping while its terminal is stopped; only TCP or this end of patience calls it dead. */
    private static final Duration OFFICIAL_SILENCE = Duration.ofSeconds(60);

    /**
     * COMPAT: both official ends write a frame before they note it, and lose an acknowledgement that is faster; then they repeat the frame for ever. 20 ms is far above
     * the time between the two, and nothing in the data path waits for acknowledgements (docs/protocol/data-channel.md).
     */
    private static final Duration OFFICIAL_ACK_DELAY = Duration.ofMillis(20);

    /** Acknowledgements of 20 ms: an official end sends at most some twenty frames in that time. */
    private static final int MAX_HELD = 4_096;

    private record Held(BinaryMessage message, long dueNanos) {}

    private final Loop loop;
    private final SocketPair.Lane lane;

    /** Whether the end is one of ours; an official one until it says otherwise. */
    private boolean own;

    /** Since when the end has had no connection, while it has none. */
    private long absentSinceNanos;

    /** Numbers of the stream frames that wait in the lane: a repetition of one of them is of no use. */
    private final Set<Long> waiting = new HashSet<>();

    /** Acknowledgements that may not leave yet, oldest first. */
    private final Queue<Held> held = new ArrayDeque<>();

    private Loop.@Nullable Timer heldTimer;

    /** Whether the sender of this leg has been told to pause; it is then read on, and what does not fit is dropped. */
    private boolean paused;

    Leg(Loop loop, SocketPair.Lane lane) {
        this.loop = loop;
        this.lane = lane;
        this.absentSinceNanos = loop.nanoTime();
    }

    // ---- the end

    /** The end's new connection; returns the one it replaces. */
    Optional<WebSocket> connected(WebSocket socket, boolean ownEnd) {
        own = ownEnd;
        socket.silenceLimit(ownEnd ? OWN_SILENCE : OFFICIAL_SILENCE);
        return lane.attach(socket);
    }

    /** False if the connection had been replaced already. */
    boolean disconnected(WebSocket socket) {
        absentSinceNanos = loop.nanoTime();
        return lane.detach(socket);
    }

    Optional<WebSocket> socket() {
        return lane.socket();
    }

    boolean present() {
        return lane.socket().isPresent();
    }

    boolean own() {
        return own;
    }

    Duration absentFor() {
        return present() ? Duration.ZERO : Duration.ofNanos(loop.nanoTime() - absentSinceNanos);
    }

    // ---- sending; messages are borrowed from the caller unless it says otherwise

    /** Passes a stream frame on, unless the same one is waiting already. Whether it has left at once. */
    boolean stream(BinaryMessage message, FrameHeader header, Duration quietAfter) {
        if (overflowing() || waiting.contains(header.sequence())) {
            return false; // its sender repeats it
        }
        boolean left = lane.send(message.retain(), Duration.ZERO, own ? Duration.ZERO : quietAfter);
        if (!left && !lane.isEmpty()) {
            waiting.add(header.sequence());
        }
        return left;
    }

    /**
     * Passes an acknowledgement on, to an official end after a while.
     *
     * @param strict whether what is sent later must not overtake it
     */
    void acknowledge(BinaryMessage message, boolean strict) {
        if (overflowing()) {
            return;
        }
        if (own) {
            lane.send(message.retain());
        } else if (strict) {
            lane.send(message.retain(), OFFICIAL_ACK_DELAY, Duration.ZERO);
        } else if (held.size() < MAX_HELD) {
            held.add(new Held(message.retain(), loop.nanoTime() + OFFICIAL_ACK_DELAY.toNanos()));
            awaitHeld();
        }
    }

    /** Sends a frame of the gateway's own, taking it over. */
    void control(BinaryMessage message) {
        lane.send(message);
    }

    private boolean overflowing() {
        return paused && lane.full();
    }

    private void awaitHeld() {
        Held first = held.peek();
        if (heldTimer == null && first != null) {
            heldTimer = loop.schedule(this::releaseHeld, Duration.ofNanos(first.dueNanos - loop.nanoTime()));
        }
    }

    private void releaseHeld() {
        heldTimer = null;
        long now = loop.nanoTime();
        for (Held first = held.peek(); first != null && first.dueNanos - now <= 0; first = held.peek()) {
            held.remove();
            lane.send(first.message);
        }
        awaitHeld();
    }

    // ---- flow

    void writable() {
        lane.writable();
    }

    /** To be called when nothing waits in the lane any more. */
    void drained() {
        waiting.clear();
    }

    boolean isEmpty() {
        return lane.isEmpty();
    }

    long queuedBytes() {
        return lane.queuedBytes();
    }

    /** How long the sender has not been read because of this end. */
    Duration blockedFor() {
        return lane.fullFor();
    }

    boolean paused() {
        return paused;
    }

    /** Notes that the sender has been told to pause, or to go on. */
    void paused(boolean pause) {
        paused = pause;
        lane.readOn(pause);
    }

    /** Throws away what waits. */
    void clear() {
        lane.clear();
        waiting.clear();
        held.forEach(ack -> ack.message.release());
        held.clear();
    }
}
