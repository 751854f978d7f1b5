// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A server on loopback whose connections are played by a script, each on a thread of its own. */
final class TestServer implements AutoCloseable {
    /** Plays one connection; the socket is closed when it returns. */
    interface Script {
        void play(Socket socket) throws IOException;
    }

    private final ServerSocket listener;
    private final String scheme;
    private final Script script;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    private TestServer(ServerSocket listener, String scheme, Script script) {
        this.listener = listener;
        this.scheme = scheme;
        this.script = script;
        Thread.ofPlatform().name("test-server").start(this::accept);
    }

    static TestServer plain(Script script) throws IOException {
        return new TestServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), "http", script);
    }

    static TestServer secure(SSLContext context, Script script) throws IOException {
        var factory = context.getServerSocketFactory();
        return new TestServer(factory.createServerSocket(0, 50, InetAddress.getLoopbackAddress()), "https", script);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                sockets.add(socket);
                Thread.ofPlatform().name("test-connection").start(() -> play(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void play(Socket socket) {
        try (socket) {
            script.play(socket);
        } catch (IOException e) {
            // The client went away, which some tests are about.
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port());
    }

    int connections() {
        return sockets.size();
    }

    URI uri(String path) {
        return URI.create(scheme + "://localhost:" + port() + path);
    }

    URI webSocketUri(String path) {
        return URI.create(scheme.replace("http", "ws") + "://localhost:" + port() + path);
    }

    /** Reads a request's head from a socket; null at its end. */
    static @Nullable String readHead(Socket socket) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                return null;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (var socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
