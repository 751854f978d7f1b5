// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.gateway;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import sallyport.server.http.BinaryMessage;
import sallyport.server.http.Loop;
import sallyport.server.http.ManualLoop;
import sallyport.server.http.WebSocket;

/** A connection between an end and the relay: first in, first out, with delays, and when it is cut whatever is under way is lost. */
final class ScriptedLink implements WebSocket {
    private final ManualLoop loop;
    private final Supplier<Duration> delay;
    private final Consumer<byte[]> toEnd;
    private boolean cut;
    private long endHearsNanos;
    private long relayHearsNanos;

    ScriptedLink(ManualLoop loop, Supplier<Duration> delay, Consumer<byte[]> toEnd) {
        this.loop = loop;
        this.delay = delay;
        this.toEnd = toEnd;
    }

    /** From now on nothing arrives on either side, not even what is under way. */
    void cut() {
        cut = true;
    }

    boolean isCut() {
        return cut;
    }

    /** The end sends; {@code arrived} is the relay. */
    void fromEnd(byte[] message, Consumer<byte[]> arrived) {
        relayHearsNanos =
                Math.max(relayHearsNanos, loop.nanoTime() + delay.get().toNanos());
        at(relayHearsNanos, () -> arrived.accept(message));
    }

    @Override
    public void send(byte[] message) {
        endHearsNanos = Math.max(endHearsNanos, loop.nanoTime() + delay.get().toNanos());
        at(endHearsNanos, () -> toEnd.accept(message));
    }

    @Override
    public void ping(Runnable answered) {
        endHearsNanos = Math.max(endHearsNanos, loop.nanoTime() + delay.get().toNanos());
        at(endHearsNanos, () -> {
            relayHearsNanos =
                    Math.max(relayHearsNanos, loop.nanoTime() + delay.get().toNanos());
            at(relayHearsNanos, answered);
        });
    }

    private void at(long nanos, Runnable task) {
        loop.schedule(
                () -> {
                    if (!cut) {
                        task.run();
                    }
                },
                Duration.ofNanos(nanos - loop.nanoTime()));
    }

    @Override
    public void send(BinaryMessage message) {
        ByteBuffer bytes = message.bytes();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        message.release();
        send(copy);
    }

    @Override
    public void close(int code, String reason) {
        cut = true;
    }

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public InetSocketAddress remote() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    }

    @Override
    public void sendText(String text) {
        throw new AssertionError("no text is sent on a data channel");
    }

    @Override
    public boolean writable() {
        return true;
    }

    @Override
    public long pendingBytes() {
        return 0;
    }

    @Override
    public void pauseReading() {}

    @Override
    public void resumeReading() {}

    @Override
    public void silenceLimit(Duration limit) {}
}
