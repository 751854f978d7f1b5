// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * One open WebSocket. Sending is possible from any thread and never blocks: what the peer does not take waits in
 * memory, so a sender asks {@link #writable()} or {@link #pendingBytes()} first. Everything else is called on {@link
 * #loop()}.
 */
public interface WebSocket {
    /** The event loop on which the handler is called. */
    Loop loop();

    InetSocketAddress remote();

    void sendText(String text);

    /** Sends a copy of these bytes as one binary message. */
    void send(byte[] message);

    /** Sends a binary message and takes over the caller's reference to it. */
    void send(BinaryMessage message);

    /**
     * Asks the peer whether it has got this far: sends a ping behind everything sent before. On the loop.
     *
     * @param answered called on the loop when the peer has answered, and so has read all of that; never if it is asked again before
     */
    void ping(Runnable answered);

    /** Sends a close frame and ends the connection once the peer has answered it or a second has passed. */
    void close(int code, String reason);

    /** Whether little enough is waiting that more may be sent. */
    boolean writable();

    /** Bytes sent but not yet taken by the operating system. */
    long pendingBytes();

    /** Stops taking bytes from the peer, which then feels TCP's own back-pressure. Pings still go out. */
    void pauseReading();

    void resumeReading();

    /** Ends the connection when nothing at all has arrived for this long; time during which reading is paused does not count. */
    void silenceLimit(Duration limit);
}
