// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.transport;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import sallyport.wire.websocket.Opcode;
import sallyport.wire.websocket.Role;
import sallyport.wire.websocket.WebSocketDecoder;
import sallyport.wire.websocket.WebSocketEncoder;
import sallyport.wire.websocket.WebSocketHandshake;

/** The server's end of one WebSocket, for tests: what the client sent goes to a sink, any thread sends. */
final class WebSocketPeer {
    private final Socket socket;
    private final String requestLine;
    private byte[] firstByte = {};

    private WebSocketPeer(Socket socket, String requestLine) {
        this.socket = socket;
        this.requestLine = requestLine;
    }

    /** Reads the upgrade request and agrees to it. */
    static WebSocketPeer accept(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        var head = TestServer.readHead(socket);
        if (head == null) {
            throw new IOException("no request");
        }
        var key = head.lines()
                .filter(line -> line.startsWith("Sec-WebSocket-Key: "))
                .findFirst()
                .orElseThrow()
                .substring("Sec-WebSocket-Key: ".length());
        TestServer.write(
                socket,
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                        + WebSocketHandshake.acceptFor(key) + "\r\n\r\n");
        return new WebSocketPeer(socket, head.lines().findFirst().orElseThrow());
    }

    String requestLine() {
        return requestLine;
    }

    synchronized void send(Opcode opcode, byte[] payload) throws IOException {
        socket.getOutputStream().write(WebSocketEncoder.frame(opcode, ByteBuffer.wrap(payload)));
    }

    void sendRaw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Waits until the client has begun to write, and reads no further. */
    void awaitFirstByte() throws IOException {
        firstByte = new byte[] {(byte) socket.getInputStream().read()};
    }

    /** Reads until the client is gone. */
    void readAll(Sink sink) throws IOException {
        var decoder = new WebSocketDecoder(Role.SERVER, 64 << 20);
        decoder.feed(ByteBuffer.wrap(firstByte), sink);
        var buffer = new byte[64 * 1024];
        for (int count = socket.getInputStream().read(buffer);
                count >= 0;
                count = socket.getInputStream().read(buffer)) {
            decoder.feed(ByteBuffer.wrap(buffer, 0, count), sink);
        }
    }

    /** Ignores everything that a test does not override. */
    static class Sink implements WebSocketDecoder.Sink {
        @Override
        public void text(String message) {}

        @Override
        public void binary(ByteBuffer message) {}

        @Override
        public void ping(ByteBuffer payload) {}

        @Override
        public void pong(ByteBuffer payload) {}

        @Override
        public void close(int code, String reason) {}

        static byte[] bytes(ByteBuffer buffer) {
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        }

        static String string(ByteBuffer buffer) {
            return new String(bytes(buffer), StandardCharsets.UTF_8);
        }
    }
}
