// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import sallyport.wire.websocket.Opcode;

/**
 * A gateway with one session and no memory: what one end sends goes to the connection the other end has at that moment,
 * or is lost. Ends are told apart by their path, {@code /agent} and {@code /client}.
 */
final class TestRelay implements AutoCloseable {
    private final TestServer server;

    // guarded by this
    private @Nullable WebSocketPeer agent;
    private @Nullable WebSocketPeer client;

    TestRelay() throws IOException {
        this.server = TestServer.plain(this::play);
    }

    InetSocketAddress address() {
        return server.address();
    }

    private void play(Socket socket) throws IOException {
        var peer = WebSocketPeer.accept(socket);
        boolean isAgent = peer.requestLine().contains("/agent");
        attach(isAgent, peer);
        peer.readAll(new WebSocketPeer.Sink() {
            @Override
            public void binary(ByteBuffer message) {
                forward(isAgent, bytes(message));
            }

            @Override
            public void ping(ByteBuffer payload) {
                try {
                    peer.send(Opcode.PONG, bytes(payload));
                } catch (IOException e) {
                    // It is gone; its next connection starts anew.
                }
            }
        });
    }

    private synchronized void attach(boolean isAgent, WebSocketPeer peer) {
        if (isAgent) {
            agent = peer;
        } else {
            client = peer;
        }
    }

    private void forward(boolean fromAgent, byte[] message) {
        WebSocketPeer other;
        synchronized (this) {
            other = fromAgent ? client : agent;
        }
        if (other != null) {
            try {
                other.send(Opcode.BINARY, message);
            } catch (IOException e) {
                // Lost on the way: what the ends must cope with.
            }
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
