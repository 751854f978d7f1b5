// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A listener on a free loopback port, with the loops it runs on. */
public final class TestListener implements AutoCloseable {
    public static final HttpHandler NO_REQUESTS = request -> HttpResponse.text(404, "not expected");
    public static final UpgradeHandler NO_UPGRADES =
            request -> new Upgrade.Refuse(HttpResponse.text(404, "not expected"));

    private final @Nullable TestTls tls;
    private final EventLoops loops;
    private final HttpListener listener;
    private final RecordedLog refusals = new RecordedLog();

    private TestListener(
            @Nullable TestTls tls,
            EventLoops loops,
            ListenerConfig.Limits limits,
            HttpHandler handler,
            UpgradeHandler upgrades)
            throws IOException {
        this.tls = tls;
        this.loops = loops;
        this.listener = new HttpListener(
                new ListenerConfig(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        Optional.ofNullable(tls).map(TestTls::identity),
                        limits),
                loops,
                handler,
                upgrades,
                InstantSource.system(),
                new BoundedLog(refusals, InstantSource.system(), 60));
    }

    public static TestListener http(HttpHandler handler) throws IOException {
        return http(handler, ListenerConfig.Limits.defaults());
    }

    public static TestListener http(HttpHandler handler, ListenerConfig.Limits limits) throws IOException {
        return new TestListener(null, new EventLoops(2), limits, handler, NO_UPGRADES);
    }

    public static TestListener https(TestTls tls, HttpHandler handler) throws IOException {
        return new TestListener(tls, new EventLoops(2), ListenerConfig.Limits.defaults(), handler, NO_UPGRADES);
    }

    public static TestListener webSockets(UpgradeHandler upgrades) throws IOException {
        return webSockets(null, new EventLoops(2), upgrades);
    }

    /** The listener closes the loops. */
    public static TestListener webSockets(@Nullable TestTls tls, EventLoops loops, UpgradeHandler upgrades)
            throws IOException {
        return new TestListener(tls, loops, ListenerConfig.Limits.defaults(), NO_REQUESTS, upgrades);
    }

    /** What was said in the log of those who were turned away. */
    List<String> refusals() {
        return refusals.all();
    }

    public HttpListener listener() {
        return listener;
    }

    public EventLoops loops() {
        return loops;
    }

    public InetSocketAddress address() {
        return listener.address();
    }

    /** A plain or TLS connection, as the listener expects; reads give up after ten seconds. */
    public Socket connect() throws IOException {
        Socket socket =
                tls == null ? new Socket() : tls.client().getSocketFactory().createSocket();
        socket.connect(address());
        socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
        socket.setTcpNoDelay(true);
        return socket;
    }

    @Override
    public void close() {
        listener.close();
        loops.close();
    }
}
