// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.transport;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;

/**
 * One open connection: bytes in, bytes out, and a way to end it that never waits. {@link #in} is buffered, so an
 * HTTP head may be read from it byte by byte and what follows belongs to the next reader.
 */
final class Connection implements AutoCloseable {
    /** A head fits; larger reads bypass the buffer. */
    private static final int BUFFER_BYTES = 4096;

    private final Socket raw;
    private final Socket spoken;
    private final InputStream in;
    private final OutputStream out;

    /**
     * @param raw the TCP socket
     * @param spoken the same socket, or the TLS socket on top of it
     */
    Connection(Socket raw, Socket spoken) throws IOException {
        this.raw = raw;
        this.spoken = spoken;
        this.in = new BufferedInputStream(spoken.getInputStream(), BUFFER_BYTES);
        this.out = spoken.getOutputStream();
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    /** How long one read waits before it throws {@link java.net.SocketTimeoutException}. */
    void readTimeout(Duration timeout) throws IOException {
        spoken.setSoTimeout(Math.toIntExact(timeout.toMillis()));
    }

    /**
     * Ends the connection at once; a thread blocked in {@link #in} or {@link #out} gets an {@link IOException}. Closing
     * the TLS layer instead would wait for a writer that a dead peer may hold for minutes.
     */
    @Override
    public void close() {
        try {
            raw.close();
        } catch (IOException e) {
            // Nothing was left to lose: the peer sees the connection end either way.
        }
    }
}
