// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.gateway;

import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import sallyport.server.http.WebSocket;
import sallyport.wire.frame.FrameHeader;

/**
 * Finds out which repeated frames an official client has had already, on a connection before this one.
 *
 * <p>COMPAT: the official client acknowledges no frame twice. When its acknowledgement was lost, with a connection or with the server that was passing it on, the
 * agent repeats the frame for ever; and because the official agent repeats only its oldest frame, nothing that was lost after it ever arrives: the session stands
 * still. But the client answers pings, and in order: a repeated frame that it has neither acknowledged nor refused by the time it answers a ping sent behind it is
 * one it had (docs/protocol/data-channel.md).
 *
 * <p>Only the oldest frame without an acknowledgement is judged. Of younger ones the client also drops those for which it has no room. Owned by the session's loop.
 */
final class LostAcks {
    /** More repetitions than this are not watched at once; they are repeated again. */
    private static final int MAX_WATCHED = 1_024;

    private final AckMemory acks;
    private final Consumer<FrameHeader> had;

    /** The highest number that an earlier connection of the client may have brought it. */
    private long highest;

    /** Repeated frames that the client has been sent and has not acknowledged; a ping is on its way behind them. */
    private SequencedMap<Long, FrameHeader> asked = new TreeMap<>();

    /** The same, but sent after that ping. */
    private SequencedMap<Long, FrameHeader> next = new TreeMap<>();

    /** Which ping is on its way; those before it are of an earlier connection. */
    private long questions;

    private @Nullable WebSocket client;

    /**
     * Nothing is watched yet.
     *
     * @param acks what the client has acknowledged through this relay
     * @param highest the highest number that the client may have had before this relay was made; -1 if there is none
     * @param had told of each frame that turns out to have arrived before
     */
    LostAcks(AckMemory acks, long highest, Consumer<FrameHeader> had) {
        this.acks = acks;
        this.highest = highest;
        this.had = had;
    }

    /** The client has a connection now; another one may have brought it everything up to {@code lastOutput}. */
    void connected(WebSocket socket, boolean first, long lastOutput) {
        client = socket;
        questions++;
        asked = new TreeMap<>();
        next = new TreeMap<>();
        if (!first) {
            highest = Math.max(highest, lastOutput);
        }
    }

    /** A repeated frame has left for the client. */
    void repeated(FrameHeader header) {
        if (client == null || header.sequence() > highest || next.size() >= MAX_WATCHED) {
            return;
        }
        next.put(header.sequence(), header);
        ask();
    }

    /** The client has acknowledged this number. */
    void acknowledged(long sequence) {
        asked.remove(sequence);
        next.remove(sequence);
    }

    private void ask() {
        WebSocket socket = client;
        if (socket == null || !asked.isEmpty() || next.isEmpty()) {
            return;
        }
        asked = next;
        next = new TreeMap<>();
        long question = ++questions;
        socket.ping(() -> answered(question));
    }

    private void answered(long question) {
        if (question != questions) {
            return;
        }
        List<FrameHeader> dropped = List.copyOf(asked.values());
        asked = new TreeMap<>();
        for (FrameHeader header : dropped) {
            if (acks.coversAllBelow(header.sequence())) {
                acks.acknowledged(header.sequence());
                had.accept(header);
            }
        }
        ask();
    }
}
