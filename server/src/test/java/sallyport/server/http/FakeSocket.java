// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A WebSocket without a network: remembers what was sent, and takes more only while the test lets it. */
public final class FakeSocket implements WebSocket {
    private final Loop loop;
    private final List<byte[]> sent = new ArrayList<>();
    private boolean writable = true;
    private boolean reading = true;
    private Runnable question = () -> {};
    private int closeCode;
    private String closeReason = "";
    private Duration silenceLimit = Duration.ZERO;

    public FakeSocket(Loop loop) {
        this.loop = loop;
    }

    /** What was sent since the last call. */
    public List<byte[]> take() {
        List<byte[]> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    public void writable(boolean now) {
        writable = now;
    }

    public boolean reading() {
        return reading;
    }

    /** The code it was closed with; 0 while it is open. */
    public int closeCode() {
        return closeCode;
    }

    /** The text it was closed with; empty while it is open. */
    public String closeReason() {
        return closeReason;
    }

    public Duration silenceLimit() {
        return silenceLimit;
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
        throw new UnsupportedOperationException("no text is sent on a data channel");
    }

    @Override
    public void send(byte[] message) {
        if (closeCode == 0) {
            sent.add(message.clone());
        }
    }

    @Override
    public void send(BinaryMessage message) {
        ByteBuffer bytes = message.bytes();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        send(copy);
        message.release();
    }

    @Override
    public void ping(Runnable answered) {
        question = answered;
    }

    /** Lets the peer answer the last ping, if there was one. */
    public void pong() {
        Runnable answered = question;
        question = () -> {};
        answered.run();
    }

    @Override
    public void close(int code, String reason) {
        if (closeCode == 0) {
            closeCode = code;
            closeReason = reason;
        }
    }

    @Override
    public boolean writable() {
        return writable;
    }

    @Override
    public long pendingBytes() {
        return 0;
    }

    @Override
    public void pauseReading() {
        reading = false;
    }

    @Override
    public void resumeReading() {
        reading = true;
    }

    @Override
    public void silenceLimit(Duration limit) {
        silenceLimit = limit;
    }
}
