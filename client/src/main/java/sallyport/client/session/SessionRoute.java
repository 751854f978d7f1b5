// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.session;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import sallyport.client.aws.AwsApi;
import sallyport.client.aws.AwsConfig;
import sallyport.client.aws.Ssm;
import sallyport.transport.Connector;
import sallyport.transport.HttpCaller;

/**
 * How sessions reach their server. Closing it closes its calls, not the sessions.
 *
 * @param connector opens data channels
 * @param http carries API calls
 * @param api makes them
 * @param clock dates frames
 * @param nanoClock measures time
 */
public record SessionRoute(
        Connector connector, HttpCaller http, AwsApi api, InstantSource clock, LongSupplier nanoClock)
        implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(15);

    /** The way to an endpoint, under the user's settings. */
    public static SessionRoute to(
            URI endpoint, String region, AwsConfig config, InstantSource clock, LongSupplier nanoClock) {
        var connector = new Connector(config.trust(), config.proxies());
        var http = new HttpCaller(connector, ANSWER);
        var api = new AwsApi(http, endpoint, region, config::credentials, clock);
        return new SessionRoute(connector, http, api, clock, nanoClock);
    }

    /** Systems Manager at the other end. */
    public Ssm ssm() {
        return new Ssm(api);
    }

    @Override
    public void close() {
        http.close();
    }
}
