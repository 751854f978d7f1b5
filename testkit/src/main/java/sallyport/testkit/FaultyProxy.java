// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy on loopback that breaks connections the way networks do.
 *
 * <p>The fault counts for connections that are open and for those to come, until it is replaced. Two platform threads serve each
 * connection; all are gone when {@link #close} returns.
 */
public final class FaultyProxy implements AutoCloseable {
    /** What happens to bytes on their way; each direction of each connection counts its own bytes, from the change of fault on. */
    public sealed interface Fault {
        /** Bytes pass. */
        record None() implements Fault {}

        /** No byte passes, and neither end hears of it: no FIN, no RST. What waits passes when the fault is over. */
        record Stall() implements Fault {}

        /** As {@link Stall}, but only after this many more bytes: in the middle of a record or frame, say. */
        record StallAfter(long bytes) implements Fault {}

        /** The connection is closed on both ends after this many more bytes. */
        record CloseAfter(long bytes) implements Fault {}

        /** One bit of the byte after this many more ones is turned over. */
        record Corrupt(long afterBytes) implements Fault {}

        /** Each chunk waits this long, which also makes the path slow: at most 64 KiB per delay. */
        record Delay(Duration duration) implements Fault {}
    }

    private static final int CHUNK_BYTES = 1 << 16;

    private final InetSocketAddress target;
    private final ServerSocket listener;
    private final Thread acceptor;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final FaultSwitch faults = new FaultSwitch();

    /** Listens on a free port and passes everything on to the target. */
    public FaultyProxy(InetSocketAddress target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.acceptor = Thread.ofPlatform().daemon().name("faulty-proxy-accept").start(this::acceptAll);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** From now on this happens. */
    public void fault(Fault next) {
        faults.set(next);
    }

    /** From now on bytes pass; what was held back goes first. */
    public void heal() {
        faults.set(new Fault.None());
    }

    /** Closes every open connection on both ends; new ones are taken. */
    public void cutAll() {
        connections.forEach(Connection::close);
    }

    /** Ends everything and waits for its threads. */
    @Override
    public void close() {
        faults.close();
        closeQuietly(listener);
        join(acceptor);
        for (Connection connection : connections) {
            connection.close();
            connection.join();
        }
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                connections.add(new Connection(client));
            } catch (IOException closing) {
                // the loop ends if it is this proxy that closes, and goes on if it is a client or the target
            }
        }
    }

    /** One client's socket, one to the target, and a thread for each direction. */
    private final class Connection {
        private final Socket client;
        private final Socket server = new Socket();
        private final Thread forth;
        private final Thread back;

        Connection(Socket client) throws IOException {
            this.client = client;
            this.forth = pump("forth", client, server);
            this.back = pump("back", server, client);
            try {
                server.connect(target);
                server.setTcpNoDelay(true);
                client.setTcpNoDelay(true);
            } catch (IOException e) {
                close();
                throw e;
            }
            forth.start();
            back.start();
        }

        private Thread pump(String direction, Socket from, Socket to) {
            return Thread.ofPlatform()
                    .daemon()
                    .name("faulty-proxy-" + direction)
                    .unstarted(() -> {
                        try {
                            copy(from.getInputStream(), to.getOutputStream());
                            to.shutdownOutput();
                            if (from.isOutputShutdown()) {
                                close();
                            }
                        } catch (IOException | InterruptedException gone) {
                            close();
                        }
                    });
        }

        void close() {
            closeQuietly(client);
            closeQuietly(server);
        }

        void join() {
            FaultyProxy.join(forth);
            FaultyProxy.join(back);
        }
    }

    /** Copies to the end of the stream. */
    private void copy(InputStream in, OutputStream out) throws IOException, InterruptedException {
        byte[] chunk = new byte[CHUNK_BYTES];
        FaultSwitch.Setting seen = faults.awaitPassage();
        long passed = 0;
        for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
            FaultSwitch.Setting now = faults.awaitPassage();
            passed = now == seen ? passed : 0;
            seen = now;
            switch (now.fault()) {
                case Fault.None _, Fault.Stall _ -> {}
                case Fault.StallAfter(long limit) -> {
                    int first = Math.clamp(limit - passed, 0, length);
                    out.write(chunk, 0, first);
                    if (first < length) {
                        faults.awaitOther(now);
                        out.write(chunk, first, length - first);
                    }
                    passed += length;
                    continue;
                }
                case Fault.CloseAfter(long limit) -> {
                    if (passed + length >= limit) {
                        out.write(chunk, 0, (int) (limit - passed));
                        throw new IOException("the limit of %d bytes is reached".formatted(limit));
                    }
                }
                case Fault.Corrupt(long at) -> {
                    if (at >= passed && at < passed + length) {
                        chunk[(int) (at - passed)] ^= 1;
                    }
                }
                case Fault.Delay(Duration duration) -> Thread.sleep(duration);
            }
            out.write(chunk, 0, length);
            passed += length;
        }
        faults.awaitPassage();
    }

    /** The current fault, and the place where stalled bytes wait. */
    private static final class FaultSwitch {
        /** A fault as set once: the same fault set again is another setting and counts from zero. */
        private static final class Setting {
            private final Fault fault;

            Setting(Fault fault) {
                this.fault = fault;
            }

            Fault fault() {
                return fault;
            }
        }

        // both guarded by this
        private Setting setting = new Setting(new Fault.None());
        private boolean closed;

        synchronized void set(Fault fault) {
            setting = new Setting(fault);
            notifyAll();
        }

        synchronized void close() {
            closed = true;
            notifyAll();
        }

        synchronized void awaitOther(Setting than) throws InterruptedException, IOException {
            while (setting == than && !closed) {
                wait();
            }
            awaitPassage();
        }

        synchronized Setting awaitPassage() throws InterruptedException, IOException {
            while (setting.fault() instanceof Fault.Stall && !closed) {
                wait();
            }
            if (closed) {
                throw new IOException("the proxy is closed");
            }
            return setting;
        }
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception alreadyGone) {
            // a socket that cannot be closed is no use to anyone
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
