// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import sallyport.wire.frame.Frame;
import sallyport.wire.frame.FrameReader;
import sallyport.wire.frame.FrameWriter;
import sallyport.wire.frame.MessageType;
import sallyport.wire.frame.PayloadType;
import sallyport.wire.message.Acknowledge;
import sallyport.wire.message.ChannelClosed;
import sallyport.wire.message.HandshakeComplete;
import sallyport.wire.message.HandshakeRequest;
import sallyport.wire.message.HandshakeResponse;
import sallyport.wire.message.Messages;
import sallyport.wire.message.OpenDataChannel;
import sallyport.wire.message.RequestedClientAction;
import sallyport.wire.message.SessionType;
import sallyport.wire.stream.ReceiveWindow;
import sallyport.wire.stream.SendWindow;
import sallyport.wire.websocket.Opcode;
import sallyport.wire.websocket.Role;
import sallyport.wire.websocket.WebSocketDecoder;
import sallyport.wire.websocket.WebSocketEncoder;
import sallyport.wire.websocket.WebSocketHandshake;

/** A gateway and the agent behind it in one, on loopback: one data channel over as many connections as the client makes. */
public final class ScriptedGateway implements AutoCloseable {
    private static final int MAX_MESSAGE_BYTES = 4 << 20;

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final BlockingQueue<OpenDataChannel> opened = new LinkedBlockingQueue<>();
    private final BlockingQueue<Frame> received = new LinkedBlockingQueue<>();
    private final SendWindow sending =
            new SendWindow(MessageType.OUTPUT_STREAM_DATA, Long.MAX_VALUE); // guarded by this
    private final ReceiveWindow receiving = new ReceiveWindow(Long.MAX_VALUE); // guarded by this
    private @Nullable Socket current; // guarded by this

    public ScriptedGateway() throws IOException {
        Thread.ofPlatform().name("gateway").start(this::accept);
    }

    public URI streamUrl() {
        return URI.create(
                "ws://127.0.0.1:%d/v1/data-channel/alice-1?role=publish_subscribe".formatted(listener.getLocalPort()));
    }

    /** The open frame of the client's next connection. */
    OpenDataChannel awaitOpen() throws InterruptedException {
        return requireNonNull(opened.poll(20, TimeUnit.SECONDS), "the client does not connect");
    }

    /** The client's next stream frame. */
    public Frame awaitInput() throws InterruptedException {
        return requireNonNull(received.poll(20, TimeUnit.SECONDS), "the client sends nothing");
    }

    /** Reads data until that many bytes have come, and nothing else. */
    public byte[] awaitData(int length) throws InterruptedException {
        var data = ByteBuffer.allocate(length);
        while (data.hasRemaining()) {
            var frame = awaitInput();
            assertThat(frame.payloadType()).isEqualTo(PayloadType.OUTPUT);
            data.put(frame.payload());
        }
        return data.array();
    }

    /** Plays the agent's part of a handshake, as ours does for every session. */
    public HandshakeResponse shakeHands(SessionType type) throws IOException, InterruptedException {
        send(
                PayloadType.HANDSHAKE_REQUEST,
                Messages.write(new HandshakeRequest(
                        "3.3.9999.0", List.of(new RequestedClientAction.SelectSessionType(type, null)), null)));
        var response = awaitInput();
        assertThat(response.payloadType()).isEqualTo(PayloadType.HANDSHAKE_RESPONSE);
        send(PayloadType.HANDSHAKE_COMPLETE, Messages.write(new HandshakeComplete(1, "")));
        return Messages.read(response.payload(), HandshakeResponse.class);
    }

    public void output(String text) throws IOException {
        send(PayloadType.OUTPUT, text.getBytes(UTF_8));
    }

    public synchronized void send(PayloadType type, byte[] payload) throws IOException {
        var frame = sending.next(type, payload, UUID.randomUUID(), 1, 0);
        if (current != null) {
            write(current, frame);
        }
    }

    /** Ends the session. */
    public synchronized void closeChannel(String text) throws IOException {
        var closed = new ChannelClosed("m", "2026-11-22T12:00:00Z", "alice-1", "alice-1", "channel_closed", 1, text);
        write(
                requireNonNull(current),
                new Frame(
                        MessageType.CHANNEL_CLOSED,
                        1,
                        0,
                        0,
                        UUID.randomUUID(),
                        PayloadType.UNSET,
                        Messages.write(closed)));
    }

    /** Cuts the connection; what is sent from now on waits for the next. */
    synchronized void cut() throws IOException {
        requireNonNull(current).close();
        current = null;
    }

    private void accept() {
        try {
            while (true) {
                serve(listener.accept());
            }
        } catch (IOException closed) {
            // that is how it ends
        }
    }

    private void serve(Socket socket) throws IOException {
        try (socket) {
            upgrade(socket);
            var decoder = new WebSocketDecoder(Role.SERVER, MAX_MESSAGE_BYTES);
            var buffer = new byte[8192];
            for (int count = socket.getInputStream().read(buffer);
                    count >= 0;
                    count = socket.getInputStream().read(buffer)) {
                decoder.feed(ByteBuffer.wrap(buffer, 0, count), new Incoming(socket));
            }
        } catch (IOException e) {
            if (listener.isClosed()) {
                throw e;
            }
        }
    }

    private static void upgrade(Socket socket) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        var key = head.toString()
                .lines()
                .filter(line -> line.startsWith("Sec-WebSocket-Key: "))
                .findFirst()
                .orElseThrow()
                .substring("Sec-WebSocket-Key: ".length());
        socket.getOutputStream()
                .write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n"
                                + "Sec-WebSocket-Accept: " + WebSocketHandshake.acceptFor(key) + "\r\n\r\n")
                        .getBytes(ISO_8859_1));
    }

    private static void write(Socket socket, Frame frame) throws IOException {
        socket.getOutputStream()
                .write(WebSocketEncoder.frame(Opcode.BINARY, ByteBuffer.wrap(FrameWriter.write(frame))));
    }

    private synchronized void take(Socket socket, Frame frame) throws IOException {
        if (frame.type() == MessageType.ACKNOWLEDGE) {
            sending.acknowledged(
                    Messages.read(frame.payload(), Acknowledge.class).sequence(), 0);
            return;
        }
        if (receiving.accept(frame) instanceof ReceiveWindow.Outcome.Deliver(List<Frame> inOrder)) {
            received.addAll(inOrder);
        }
        write(
                socket,
                new Frame(
                        MessageType.ACKNOWLEDGE,
                        1,
                        0,
                        3,
                        UUID.randomUUID(),
                        PayloadType.UNSET,
                        Messages.write(Acknowledge.of(frame))));
    }

    private synchronized void open(Socket socket, OpenDataChannel open) throws IOException {
        current = socket;
        for (var frame : sending.resume(0)) {
            write(socket, frame);
        }
        opened.add(open);
    }

    /** Failures of a connection end it, as the reader then finds the socket closed. */
    private final class Incoming implements WebSocketDecoder.Sink {
        private final Socket socket;

        Incoming(Socket socket) {
            this.socket = socket;
        }

        private interface Step {
            void run() throws IOException;
        }

        private void run(Step step) {
            try {
                step.run();
            } catch (IOException e) {
                try {
                    socket.close();
                } catch (IOException alreadyClosed) {
                    e.addSuppressed(alreadyClosed);
                }
            }
        }

        @Override
        public void text(String message) {
            run(() -> open(socket, Messages.read(message, OpenDataChannel.class)));
        }

        @Override
        public void binary(ByteBuffer message) {
            run(() -> take(socket, FrameReader.read(message)));
        }

        @Override
        public void ping(ByteBuffer payload) {}

        @Override
        public void pong(ByteBuffer payload) {}

        @Override
        public void close(int code, String reason) {
            run(socket::close);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        synchronized (this) {
            if (current != null) {
                current.close();
            }
        }
    }
}
