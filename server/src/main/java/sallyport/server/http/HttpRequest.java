// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One complete request as it stood on the wire.
 *
 * @param path the raw path, percent-encoding untouched (signatures are computed over it)
 * @param query the raw query without its question mark, empty if there was none
 * @param body the body, not copied: whoever receives the request may read it and must not change it
 * @param remote the peer's address
 * @param hangup whether the peer is still there
 */
@SuppressWarnings("ArrayRecordComponent") // a request is never compared, and copying every body would double its memory
public record HttpRequest(
        String method,
        String path,
        String query,
        Headers headers,
        byte[] body,
        InetSocketAddress remote,
        Hangup hangup) {
    /** A request whose sender stays. */
    public HttpRequest(
            String method, String path, String query, Headers headers, byte[] body, InetSocketAddress remote) {
        this(method, path, query, headers, body, remote, new Hangup());
    }

    @Override
    public String toString() {
        return "HttpRequest[" + method + " " + path + ", body " + body.length + " bytes, from " + remote + "]";
    }

    /**
     * Whether the sender of a request has closed its connection, for whoever works long for an answer. Thread-safe.
     *
     * <p>Not an interrupt of the request's thread: that would also close the files it has in hand. A sender that has pipelined further requests is not
     * watched, as its connection is not read.
     */
    public static final class Hangup {
        private final CountDownLatch happened = new CountDownLatch(1);

        /** Waits until the sender is gone, at most for this long; returns whether it is. */
        public boolean await(Duration time) throws InterruptedException {
            return happened.await(time.toNanos(), TimeUnit.NANOSECONDS);
        }

        void happen() {
            happened.countDown();
        }
    }
}
