// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.bench.load;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import sallyport.transport.Connector;
import sallyport.transport.HttpCaller;
import sallyport.transport.ProxySettings;
import sallyport.transport.Trust;

/** Where the server under load is and how to trust it. The connector is shared, so that TLS sessions are resumed as in one program. */
record ServerAddress(URI endpoint, String region, Connector connector) {
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    static ServerAddress of(String endpoint, String region, Path ca) {
        return new ServerAddress(
                URI.create(endpoint), region, new Connector(new Trust.CaFile(ca), ProxySettings.none()));
    }

    /** A connection of its own, kept open between calls. */
    HttpCaller caller() {
        return new HttpCaller(connector, TIMEOUT);
    }
}
