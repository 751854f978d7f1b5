// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.cli;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import sallyport.client.aws.AwsConfig;
import sallyport.client.aws.AwsConfigException;
import sallyport.client.aws.AwsEnvironment;
import sallyport.client.session.NodeNames;
import sallyport.client.session.NodeSession;
import sallyport.client.session.SessionRoute;
import sallyport.client.session.UserEnd;

/**
 * What {@code sallyport connect} is asked to do.
 *
 * @param node id, tag {@code Name} or host name
 * @param command run as is, without a shell around it; a login shell when empty
 * @param profile instead of the one in force
 * @param region instead of the environment's or the profile's
 * @param endpoint instead of the environment's or the profile's
 * @param reason why, for the record
 */
record Connect(
        String node,
        List<String> command,
        Optional<String> profile,
        Optional<String> region,
        Optional<String> endpoint,
        Optional<String> reason) {

    Connect {
        command = List.copyOf(command);
    }

    /** Runs the session to its end; the exit code. */
    int run(AwsEnvironment environment, UserEnd user, InstantSource clock, LongSupplier nanoClock)
            throws IOException, InterruptedException {
        var config = AwsConfig.load(environment, profile);
        var name = region.or(config::region)
                .orElseThrow(() -> new AwsConfigException("no region: set AWS_REGION or pass --region"));
        var url = endpoint.isEmpty() ? config.endpoint("ssm", name) : AwsConfig.endpoint(endpoint.get());
        try (var route = SessionRoute.to(url, name, config, clock, nanoClock)) {
            var target = new NodeNames(route.ssm()).resolve(node);
            return new NodeSession(route, user).run(target, command, reason);
        }
    }
}
