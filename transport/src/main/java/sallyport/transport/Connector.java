// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to servers a {@link Trust} accepts, through a proxy where one is set. Safe for any thread; all
 * connections share one TLS context, so the second to a server resumes the session of the first.
 */
public final class Connector {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final Trust trust;
    private final ProxySettings proxies;
    private @Nullable SSLContext context; // built at the first TLS connection; guarded by this

    public Connector(Trust trust, ProxySettings proxies) {
        this.trust = trust;
        this.proxies = proxies;
    }

    /**
     * Connects to the host and port of a URI, with TLS for {@code https} and {@code wss}. {@code http} and {@code ws} are
     * for tests and reach loopback addresses only.
     *
     * @param timeout how long each step (connect, proxy, TLS handshake read) may take; it stays as the read timeout
     */
    Connection connect(URI uri, Duration timeout) throws IOException {
        var host = uri.getHost();
        if (host == null) {
            throw new IOException("\"" + uri + "\" names no host");
        }
        boolean secure = isSecure(uri);
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? HTTPS_PORT : HTTP_PORT;
        var proxy = secure ? proxies.forHost(host) : Optional.<URI>empty();
        var raw = proxy.isPresent()
                ? open(proxy.get().getHost(), ProxySettings.portOf(proxy.get()), false, timeout)
                : open(host, port, !secure, timeout);
        boolean connected = false;
        try {
            raw.setSoTimeout(Math.toIntExact(timeout.toMillis()));
            if (proxy.isPresent()) {
                tunnel(raw, proxy.get(), host, port);
            }
            var connection = new Connection(raw, secure ? encrypt(raw, host, port) : raw);
            connected = true;
            return connection;
        } finally {
            if (!connected) {
                raw.close();
            }
        }
    }

    /** The {@code Host} header for a URI: the port only where it is not the scheme's own. */
    static String hostHeader(URI uri) {
        int ordinary = isSecure(uri) ? HTTPS_PORT : HTTP_PORT;
        return uri.getPort() < 0 || uri.getPort() == ordinary ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    private static boolean isSecure(URI uri) {
        var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "https", "wss" -> true;
            case "http", "ws" -> false;
            default -> throw new IllegalArgumentException("\"" + uri + "\" is neither https nor wss");
        };
    }

    /** Tries the addresses of a name in the resolver's order; the last failure is the one told. */
    private static Socket open(String host, int port, boolean loopbackOnly, Duration timeout) throws IOException {
        IOException failure = null;
        for (var address : InetAddress.getAllByName(host)) {
            if (loopbackOnly && !address.isLoopbackAddress()) {
                // SECURITY: without TLS nothing may leave this machine.
                throw new IOException("refusing to reach \"" + host + "\" without TLS; use https or wss");
            }
            var socket = new Socket();
            try {
                socket.setTcpNoDelay(true); // a keystroke never waits for the next one
                socket.connect(new InetSocketAddress(address, port), Math.toIntExact(timeout.toMillis()));
                return socket;
            } catch (IOException e) {
                socket.close();
                failure = new IOException("cannot connect to " + host + ":" + port + ": " + e.getMessage(), e);
            }
        }
        throw failure == null ? new IOException("\"" + host + "\" has no address") : failure;
    }

    private static void tunnel(Socket raw, URI proxy, String host, int port) throws IOException {
        var request = new StringBuilder("CONNECT " + host + ":" + port + " HTTP/1.1\r\nHost: " + host + ":" + port)
                .append("\r\n");
        ProxySettings.authorizationOf(proxy)
                .ifPresent(value ->
                        request.append("Proxy-Authorization: ").append(value).append("\r\n"));
        raw.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        var head = HttpHead.read(raw.getInputStream()); // byte by byte: what follows is TLS and not ours
        if (head.status() != 200) {
            throw new IOException("the proxy " + proxy.getHost() + " refused to connect to " + host + ":" + port
                    + " with status " + head.status());
        }
    }

    private Socket encrypt(Socket raw, String host, int port) throws IOException {
        var bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        var socket = (SSLSocket) context().getSocketFactory().createSocket(raw, bare, port, true);
        var parameters = socket.getSSLParameters();
        // SECURITY: makes the JDK compare the certificate with the host name; sockets do not do it by themselves.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private synchronized SSLContext context() throws IOException {
        if (context == null) {
            context = trust.context();
        }
        return context;
    }
}
