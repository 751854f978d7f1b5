// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.gateway;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import sallyport.server.http.WebSocketClient;
import sallyport.server.session.Side;

/** An end that sends as much as is taken from it, on a thread of its own. */
final class Flood implements AutoCloseable {
    static final int PAYLOAD_BYTES = 16 * 1024;

    private static final String PAYLOAD = "x".repeat(PAYLOAD_BYTES);

    private final WebSocketClient end;
    private final Side side;
    private final int frames;
    private final AtomicLong sent = new AtomicLong();
    private final Thread thread;
    private volatile boolean stopped;
    private long lastSeen = -1;

    Flood(WebSocketClient end, Side side, int frames) {
        this.end = end;
        this.side = side;
        this.frames = frames;
        this.thread = Thread.ofPlatform().name("flood").start(this::send);
    }

    byte[] frame(int number) {
        return side == Side.AGENT ? TestFrames.output(number, PAYLOAD) : TestFrames.input(number, PAYLOAD);
    }

    private void send() {
        try {
            for (int i = 0; i < frames && !stopped; i++) {
                end.sendBinary(frame(i));
                sent.addAndGet(PAYLOAD_BYTES);
            }
        } catch (IOException e) {
            stopped = true; // the connection was closed under it
        }
    }

    /** Payload bytes that were taken. */
    long sentBytes() {
        return sent.get();
    }

    /** Whether nothing was taken since the last time this was asked. */
    boolean stuck() {
        long seen = sent.get();
        boolean same = seen == lastSeen && seen > 0;
        lastSeen = seen;
        return same;
    }

    /** Sends no more. A thread that is stuck ends with its connection. */
    @Override
    public void close() {
        stopped = true;
    }
}
