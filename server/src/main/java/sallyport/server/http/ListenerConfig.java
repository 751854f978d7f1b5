// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * How the listener listens and what it grants a caller nobody knows yet.
 *
 * @param tls absent only in tests: plain HTTP
 * @param limits bounds on every size, count and time
 */
public record ListenerConfig(InetSocketAddress bind, Optional<TlsIdentity> tls, Limits limits) {
    /**
     * Bounds on what one caller, or all of them together, may take.
     *
     * @param connections open sockets of all kinds; a further one is closed at once
     * @param headerBytes request line and header fields together
     * @param bodyBytes the longest body of one request
     * @param allBodiesBytes bodies of all requests in progress; beyond it the answer is 503
     * @param headerTime from the first byte (or the connection) to the end of the header; also for the TLS handshake
     * @param bodyTime from the end of the header to the end of the body
     * @param idleTime between two requests of one connection
     */
    public record Limits(
            int connections,
            int headerBytes,
            int bodyBytes,
            long allBodiesBytes,
            Duration headerTime,
            Duration bodyTime,
            Duration idleTime) {
        public static Limits defaults() {
            return new Limits(
                    25_000,
                    32 * 1024,
                    4 * 1024 * 1024,
                    128L * 1024 * 1024,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(75));
        }
    }
}
