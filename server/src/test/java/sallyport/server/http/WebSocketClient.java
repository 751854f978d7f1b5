// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import sallyport.wire.websocket.CloseCode;
import sallyport.wire.websocket.Opcode;
import sallyport.wire.websocket.Role;
import sallyport.wire.websocket.WebSocketDecoder;
import sallyport.wire.websocket.WebSocketEncoder;
import sallyport.wire.websocket.WebSocketHandshake;

/** A blocking WebSocket client that shows everything it receives, in order. Answers pings unless told otherwise. */
public final class WebSocketClient implements AutoCloseable {
    /** What the server sent. */
    public sealed interface Received {
        record Text(String text) implements Received {}

        @SuppressWarnings("ArrayRecordComponent")
        record Binary(byte[] bytes) implements Received {}

        record Close(int code, String reason) implements Received {}

        /** The connection ended. */
        record End() implements Received {}
    }

    private static final int MASK = 0x1badcafe;

    private final Socket socket;
    private final String responseHead;
    private final WebSocketDecoder decoder = new WebSocketDecoder(Role.CLIENT, 16 * 1024 * 1024);
    private final Queue<Received> received = new ArrayDeque<>();
    private boolean answerPings = true;
    private int pings;

    private WebSocketClient(Socket socket, String responseHead) {
        this.socket = socket;
        this.responseHead = responseHead;
    }

    public static WebSocketClient open(Socket socket, String path) throws IOException {
        String key = WebSocketHandshake.newKey(new Random(1));
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: " + key + "\r\nSec-WebSocket-Version: 13\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String head = readHead(socket.getInputStream());
        if (!head.startsWith("HTTP/1.1 101 ")) {
            socket.close();
            throw new IOException("not upgraded: " + head.lines().findFirst().orElse("(nothing)"));
        }
        return new WebSocketClient(socket, head);
    }

    static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("connection ended after: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** Status line and header of the answer to the upgrade, as received. */
    public String responseHead() {
        return responseHead;
    }

    public Socket socket() {
        return socket;
    }

    public void answerPings(boolean answer) {
        answerPings = answer;
    }

    /** Pings received so far. */
    public int pings() {
        return pings;
    }

    public void sendText(String text) throws IOException {
        send(Opcode.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public void sendBinary(byte[] bytes) throws IOException {
        send(Opcode.BINARY, bytes);
    }

    public void send(Opcode opcode, byte[] payload) throws IOException {
        sendRaw(WebSocketEncoder.maskedFrame(opcode, ByteBuffer.wrap(payload), MASK));
    }

    public void sendRaw(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        synchronized (socket) { // pongs may be sent by a reader of its own thread
            out.write(bytes);
            out.flush();
        }
    }

    /** The next text, binary or close frame, or the end of the connection; waits for it as long as the socket's timeout. */
    public Received next() throws IOException {
        while (received.isEmpty()) {
            if (!read()) {
                return new Received.End();
            }
        }
        return received.remove();
    }

    /** Waits until this many pings have come in all. */
    public void awaitPings(int count) throws IOException {
        while (pings < count) {
            if (!read()) {
                throw new EOFException("connection ended after " + pings + " pings");
            }
        }
    }

    /** Takes what has arrived; false at the end of the connection. */
    private boolean read() throws IOException {
        byte[] buffer = new byte[64 * 1024];
        int length;
        try {
            length = socket.getInputStream().read(buffer);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return false; // reset
        }
        if (length >= 0) {
            decoder.feed(ByteBuffer.wrap(buffer, 0, length), sink());
        }
        return length >= 0;
    }

    private WebSocketDecoder.Sink sink() {
        return new WebSocketDecoder.Sink() {
            @Override
            public void text(String message) {
                received.add(new Received.Text(message));
            }

            @Override
            public void binary(ByteBuffer message) {
                byte[] bytes = new byte[message.remaining()];
                message.get(bytes);
                received.add(new Received.Binary(bytes));
            }

            @Override
            public void ping(ByteBuffer payload) {
                pings++;
                if (answerPings) {
                    byte[] bytes = new byte[payload.remaining()];
                    payload.get(bytes);
                    try {
                        send(Opcode.PONG, bytes);
                    } catch (IOException e) {
                        received.add(new Received.End());
                    }
                }
            }

            @Override
            public void pong(ByteBuffer payload) {
                byte[] bytes = new byte[payload.remaining()];
                payload.get(bytes);
                received.add(new Received.Text("pong " + new String(bytes, StandardCharsets.UTF_8)));
            }

            @Override
            public void close(int code, String reason) {
                received.add(new Received.Close(code, reason));
            }
        };
    }

    /** Says goodbye and waits for the server to hang up. */
    public Received hangUp() throws IOException {
        send(Opcode.CLOSE, WebSocketEncoder.closePayload(CloseCode.NORMAL, ""));
        return next();
    }

    /** Drops the connection without a close frame, as official ends do. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
