// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Every setting of the server: type, unit, default, meaning. Read once, in {@link Main}.
 *
 * <p>The file holds one {@code key = value} per line, {@code #} starts a comment. An unknown key stops the start. {@code sallyport server --print-config}
 * prints the values in force in the same form.
 *
 * @param data {@code data}: directory of everything the server keeps; default {@code /var/lib/sallyport} for root, else {@code ~/.sallyport/server}
 * @param listen {@code listen}: address and port of the one HTTPS listener; default {@code 0.0.0.0:8443}; port 0 takes a free one
 * @param publicUrl {@code public-url}: how clients and nodes reach the listener, scheme {@code https}; builds StreamUrl; default
 *     {@code https://localhost:<port>}
 * @param hosts {@code tls.hosts}: further host names and addresses for the certificate, comma separated
 * @param domain {@code tls.domain}: the {@code ServiceDomain} of official agents; adds its wildcard names to the certificate
 * @param tlsManaged {@code tls.managed}: whether the server makes and renews its own certificate; default true
 * @param region {@code region}: the one region of this server; default {@code us-east-1}
 * @param account {@code account}: 12 digits, chosen at the first start and fixed from then on; default random
 * @param database {@code database}: {@code sqlite} in the data directory, or a {@code jdbc:postgresql:} URL; default {@code sqlite}
 * @param http limits of the listener
 * @param session limits of sessions
 * @param ledger limits of the audit log
 * @param oidcIssuers {@code oidc.issuers}: identity providers whose keys may be fetched, as their tokens call them, comma separated https URLs;
 *     default none
 */
public record ServerConfig(
        Path data,
        HostPort listen,
        Optional<URI> publicUrl,
        List<String> hosts,
        Optional<String> domain,
        boolean tlsManaged,
        String region,
        Optional<String> account,
        String database,
        Http http,
        Session session,
        Ledger ledger,
        List<String> oidcIssuers) {

    public ServerConfig {
        hosts = List.copyOf(hosts);
    }

    /** The same with another port. */
    ServerConfig listeningOn(int port) {
        return new ServerConfig(
                data,
                new HostPort(listen.host(), port),
                publicUrl,
                hosts,
                domain,
                tlsManaged,
                region,
                account,
                database,
                http,
                session,
                ledger,
                oidcIssuers);
    }

    /**
     * Where to listen.
     *
     * @param host name or address; {@code 0.0.0.0} for all
     * @param port 0 to 65535
     */
    public record HostPort(String host, int port) {
        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /**
     * Limits of the listener.
     *
     * @param maxConnections {@code http.max-connections}: sockets at once, WebSockets included; default 20000
     * @param maxBody {@code http.max-body}: largest request body; default 4MiB
     * @param headerTimeout {@code http.header-timeout}: from accept to the end of the header; default 10s
     * @param bodyTimeout {@code http.body-timeout}: from the header to the end of the body; default 30s
     * @param idleTimeout {@code http.idle-timeout}: keep-alive without a request; default 75s
     */
    public record Http(
            int maxConnections, ByteSize maxBody, Duration headerTimeout, Duration bodyTimeout, Duration idleTimeout) {}

    /**
     * Limits of sessions.
     *
     * @param idleTimeout {@code session.idle-timeout}: without input, and how long a session outlives a lost client; default 20m
     * @param maxDuration {@code session.max-duration}: longest life of a session; default 0s, which means no limit
     * @param tokenLifetime {@code session.token-lifetime}: how long an unused token is good; default 60s
     * @param reauthorizeOnTime {@code session.reauthorize-on-time}: whether sessions end when their credentials expire, or when what policies
     *     say of time and of the age of MFA no longer holds; AWS looks at these at the start alone; default false
     */
    public record Session(
            Duration idleTimeout, Duration maxDuration, Duration tokenLifetime, boolean reauthorizeOnTime) {}

    /**
     * Limits of the audit log.
     *
     * @param checkpointEvery {@code ledger.checkpoint-every}: interval of signed checkpoints; default 5m
     * @param reserve {@code ledger.reserve}: free disk space below which no new session starts; default 256MiB
     */
    public record Ledger(Duration checkpointEvery, ByteSize reserve) {}
}
