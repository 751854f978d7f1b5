// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.transport;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 calls, one at a time, on a connection kept open between them. Safe for any thread: callers take turns.
 * Redirects are not followed (a signature is for one host) and bodies have a limit.
 */
public final class HttpCaller implements AutoCloseable {
    private static final int MAX_BODY_BYTES = 4 * 1024 * 1024;
    private static final int MAX_CHUNK_LINE_CHARS = 1024;

    private final Connector connector;
    private final Duration timeout;
    private @Nullable Connection kept; // guarded by this
    private String keptFor = ""; // guarded by this

    /** @param timeout how long to wait for the connection and then for each byte of an answer */
    public HttpCaller(Connector connector, Duration timeout) {
        this.connector = connector;
        this.timeout = timeout;
    }

    /** An answer, whatever its status. */
    public static final class Reply {
        private final HttpHead head;
        private final byte[] body;

        private Reply(HttpHead head, byte[] body) {
            this.head = head;
            this.body = body;
        }

        public int status() {
            return head.status();
        }

        /** Header fields by lower-case name. */
        public Map<String, List<String>> headers() {
            return head.headers();
        }

        /** The body, to be read only. */
        public byte[] body() {
            return body;
        }

        /** The body as UTF-8 text. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /**
     * Sends a request and waits for its answer. {@code Host} and {@code Content-Length} are added where absent.
     *
     * @throws IOException when no answer came, or one that is not HTTP
     */
    public synchronized Reply call(String method, URI uri, Map<String, String> headers, byte[] body)
            throws IOException {
        var request = encode(method, uri, headers, body);
        var server = uri.getScheme() + "://" + uri.getRawAuthority();
        var reused = kept;
        if (reused != null && keptFor.equals(server)) {
            try {
                return exchange(reused, method, request);
            } catch (EOFException | SocketException e) {
                close(); // the server had closed it while it lay idle, before it could see the request
            }
        }
        close();
        kept = connector.connect(uri, timeout);
        keptFor = server;
        return exchange(kept, method, request);
    }

    private Reply exchange(Connection connection, String method, byte[] request) throws IOException {
        boolean reusable = false;
        try {
            connection.readTimeout(timeout);
            connection.out().write(request);
            connection.out().flush();
            var head = HttpHead.read(connection.in());
            var body = body(connection.in(), head, method);
            reusable = !"close".equalsIgnoreCase(head.first("connection").orElse("")) && isDelimited(head, method);
            return new Reply(head, body);
        } finally {
            if (!reusable) {
                close();
            }
        }
    }

    private static byte[] encode(String method, URI uri, Map<String, String> headers, byte[] body) {
        var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var head = new StringBuilder(method).append(' ').append(path);
        if (uri.getRawQuery() != null) {
            head.append('?').append(uri.getRawQuery());
        }
        head.append(" HTTP/1.1\r\nHost: ").append(Connector.hostHeader(uri)).append("\r\n");
        headers.forEach((name, value) -> {
            if (!name.equalsIgnoreCase("host") && !name.equalsIgnoreCase("content-length")) {
                head.append(name).append(": ").append(value).append("\r\n");
            }
        });
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        var bytes = new ByteArrayOutputStream(head.length() + body.length);
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    /** Whether the end of this answer could be told without the connection ending. */
    private static boolean isDelimited(HttpHead head, String method) {
        return hasNoBody(head, method)
                || isChunked(head)
                || head.first("content-length").isPresent();
    }

    private static boolean hasNoBody(HttpHead head, String method) {
        return method.equals("HEAD") || head.status() == 204 || head.status() == 304;
    }

    private static boolean isChunked(HttpHead head) {
        return head.first("transfer-encoding").orElse("").equalsIgnoreCase("chunked");
    }

    /** Framing of the body: RFC 9112 §6.3. */
    private static byte[] body(InputStream in, HttpHead head, String method) throws IOException {
        if (hasNoBody(head, method)) {
            return new byte[0];
        }
        if (isChunked(head)) {
            return chunks(in);
        }
        var length = head.first("content-length");
        if (length.isPresent()) {
            return exactly(in, size(length.get(), 10));
        }
        var body = in.readNBytes(MAX_BODY_BYTES + 1); // the connection's end is the body's end
        checked(body.length);
        return body;
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
            checked((long) body.size() + size);
            body.writeBytes(exactly(in, size));
            line(in);
        }
        while (!line(in).isEmpty()) {
            // trailer fields carry nothing we use
        }
        return body.toByteArray();
    }

    private static int chunkSize(InputStream in) throws IOException {
        var line = line(in);
        int extension = line.indexOf(';');
        return size((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > MAX_CHUNK_LINE_CHARS) {
                throw new IOException("the server's answer ends inside a chunk");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        var body = in.readNBytes(length);
        if (body.length < length) {
            throw new IOException("the server's answer ends after " + body.length + " of " + length + " bytes");
        }
        return body;
    }

    private static int size(String digits, int radix) throws IOException {
        try {
            return checked(Long.parseLong(digits, radix));
        } catch (NumberFormatException e) {
            throw new IOException("the server sent the length \"" + digits + "\"", e);
        }
    }

    private static int checked(long length) throws IOException {
        if (length < 0 || length > MAX_BODY_BYTES) {
            throw new IOException(
                    "the server's answer has " + length + " bytes; at most " + MAX_BODY_BYTES + " are accepted");
        }
        return (int) length;
    }

    @Override
    public synchronized void close() {
        if (kept != null) {
            kept.close();
            kept = null;
        }
    }
}
