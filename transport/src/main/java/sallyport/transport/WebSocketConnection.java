// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.transport;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import sallyport.wire.websocket.CloseCode;
import sallyport.wire.websocket.Opcode;
import sallyport.wire.websocket.Role;
import sallyport.wire.websocket.WebSocketDecoder;
import sallyport.wire.websocket.WebSocketEncoder;
import sallyport.wire.websocket.WebSocketHandshake;
import sallyport.wire.websocket.WebSocketProtocolException;

/**
 * The client's end of a WebSocket on a blocking socket. One thread, the caller's, sits in {@link #readLoop}; any thread
 * sends.
 *
 * <p>The reader never waits for the writer: a ping or pong that finds a write under way is sent by the thread that
 * finishes it. So a peer that stops reading cannot stop us from hearing it, and a peer that is gone is noticed within
 * {@value #SILENT_PINGS} × {@value #PING_SECONDS} seconds, whatever a writer is stuck in.
 */
public final class WebSocketConnection implements AutoCloseable {
    /** No byte from the peer for this long makes us ask whether it is there. */
    private static final int PING_SECONDS = 4;

    /** This many silent intervals in a row mean that it is not. The gateway pings too, so silence is rare. */
    private static final int SILENT_PINGS = 3;

    private static final byte[] PING_PAYLOAD = "keepalive".getBytes(StandardCharsets.US_ASCII);

    /** Largest message taken: official ends accept and send any size; ours send 64 KiB. */
    private static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

    private static final int READ_BYTES = 32 * 1024;

    /** Takes the messages of one connection, on the reader's thread. */
    public interface Listener {
        /** A binary message; the buffer is valid during the call only. */
        void binary(ByteBuffer message) throws IOException;

        void text(String message) throws IOException;
    }

    private final Connection connection;
    private final OutputStream out;
    private final RandomGenerator masks;
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicReference<byte @Nullable []> urgent = new AtomicReference<>();

    private WebSocketConnection(Connection connection, RandomGenerator masks) {
        this.connection = connection;
        this.out = connection.out();
        this.masks = masks;
    }

    /**
     * Connects and upgrades.
     *
     * @param headers sent with the upgrade, a signature for instance
     * @param timeout how long each step may take
     * @throws UpgradeRefusedException when the server answers, but not with 101
     */
    public static WebSocketConnection open(Connector connector, URI uri, Map<String, String> headers, Duration timeout)
            throws IOException {
        var random = new SecureRandom();
        var key = WebSocketHandshake.newKey(random);
        var connection = connector.connect(uri, timeout);
        boolean upgraded = false;
        try {
            connection.out().write(request(uri, headers, key));
            connection.out().flush();
            var head = HttpHead.read(connection.in());
            if (head.status() != 101) {
                throw new UpgradeRefusedException(head.status());
            }
            if (!head.first("sec-websocket-accept").orElse("").equals(WebSocketHandshake.acceptFor(key))) {
                throw new IOException("the server's answer to the WebSocket upgrade does not fit our key");
            }
            connection.readTimeout(Duration.ofSeconds(PING_SECONDS));
            upgraded = true;
            return new WebSocketConnection(connection, new SplittableRandom(random.nextLong()));
        } finally {
            if (!upgraded) {
                connection.close();
            }
        }
    }

    private static byte[] request(URI uri, Map<String, String> headers, String key) {
        var head = new StringBuilder("GET ").append(uri.getRawPath().isEmpty() ? "/" : uri.getRawPath());
        if (uri.getRawQuery() != null) {
            head.append('?').append(uri.getRawQuery());
        }
        head.append(" HTTP/1.1\r\nHost: ")
                .append(Connector.hostHeader(uri))
                .append("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: ")
                .append(WebSocketHandshake.VERSION)
                .append("\r\nSec-WebSocket-Key: ")
                .append(key)
                .append("\r\n");
        headers.forEach((name, value) -> {
            if (!name.equalsIgnoreCase("host")) {
                head.append(name).append(": ").append(value).append("\r\n");
            }
        });
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Sends a message; blocks while the peer does not read. */
    public void sendBinary(byte[] message) throws IOException {
        send(Opcode.BINARY, message);
    }

    /** Sends a message; blocks while the peer does not read. */
    public void sendText(String message) throws IOException {
        send(Opcode.TEXT, message.getBytes(StandardCharsets.UTF_8));
    }

    private void send(Opcode opcode, byte[] payload) throws IOException {
        var frame = frame(opcode, payload);
        writing.lock();
        try {
            out.write(frame);
        } finally {
            writing.unlock();
        }
        sendUrgent();
    }

    private byte[] frame(Opcode opcode, byte[] payload) {
        int mask;
        synchronized (masks) {
            mask = masks.nextInt();
        }
        return WebSocketEncoder.maskedFrame(opcode, ByteBuffer.wrap(payload), mask);
    }

    /** Sends a control frame now or right after the write under way; a newer one replaces one that still waits. */
    private void sendSoon(Opcode opcode, byte[] payload) throws IOException {
        urgent.set(frame(opcode, payload));
        sendUrgent();
    }

    private void sendUrgent() throws IOException {
        while (urgent.get() != null && writing.tryLock()) {
            try {
                var frame = urgent.getAndSet(null);
                if (frame != null) {
                    out.write(frame);
                }
            } finally {
                writing.unlock();
            }
        }
    }

    /**
     * Hands messages to the listener until the connection is over, which is always told by an exception.
     *
     * @throws WebSocketClosedException when the peer said goodbye
     * @throws IOException when the connection broke, fell silent, was closed by {@link #close}, or the listener threw
     */
    public void readLoop(Listener listener) throws IOException {
        var decoder = new WebSocketDecoder(Role.CLIENT, MAX_MESSAGE_BYTES);
        var dispatch = new Dispatch(listener);
        var buffer = new byte[READ_BYTES];
        int silent = 0;
        while (true) {
            int count;
            try {
                count = connection.in().read(buffer);
            } catch (SocketTimeoutException e) {
                if (++silent == SILENT_PINGS) {
                    close();
                    throw new IOException("the server has been silent for " + silent * PING_SECONDS + " s", e);
                }
                sendSoon(Opcode.PING, PING_PAYLOAD);
                continue;
            }
            if (count < 0) {
                throw new EOFException("the server ended the connection");
            }
            silent = 0;
            try {
                decoder.feed(ByteBuffer.wrap(buffer, 0, count), dispatch);
            } catch (WebSocketProtocolException e) {
                close(e.closeCode(), e.getMessage());
                throw e;
            }
            dispatch.rethrow();
        }
    }

    /** Says goodbye if nothing is in the way, and ends the connection at once. */
    public void close(int code, @Nullable String reason) {
        try {
            sendSoon(Opcode.CLOSE, WebSocketEncoder.closePayload(code, reason == null ? "" : reason));
        } catch (IOException e) {
            // The connection is broken, which is what close asks for.
        }
        connection.close();
    }

    @Override
    public void close() {
        connection.close();
    }

    /** What the decoder found, as calls of the listener; the first failure ends the dispatch. */
    private final class Dispatch implements WebSocketDecoder.Sink {
        private final Listener listener;
        private @Nullable IOException failure;

        Dispatch(Listener listener) {
            this.listener = listener;
        }

        private interface Step {
            void run() throws IOException;
        }

        private void run(Step step) {
            if (failure == null) {
                try {
                    step.run();
                } catch (IOException e) {
                    failure = e;
                }
            }
        }

        @Override
        public void binary(ByteBuffer message) {
            run(() -> listener.binary(message));
        }

        @Override
        public void text(String message) {
            run(() -> listener.text(message));
        }

        @Override
        public void ping(ByteBuffer payload) {
            var echo = new byte[payload.remaining()];
            payload.get(echo);
            run(() -> sendSoon(Opcode.PONG, echo));
        }

        @Override
        public void pong(ByteBuffer payload) {
            // That it came is all it says.
        }

        @Override
        public void close(int code, String reason) {
            run(() -> {
                WebSocketConnection.this.close(CloseCode.NORMAL, "");
                throw new WebSocketClosedException(code, reason);
            });
        }

        void rethrow() throws IOException {
            if (failure != null) {
                throw failure;
            }
        }
    }
}
