// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.cli;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import sallyport.client.aws.AwsConfig;
import sallyport.client.aws.AwsConfigException;
import sallyport.client.aws.AwsEnvironment;

/** The options by which commands are told which server to call as whom. */
final class ServerOptions {
    @Option(names = "--profile", paramLabel = "NAME", description = "The profile in ~/.aws to use.")
    private @Nullable String profile;

    @Option(names = "--region", paramLabel = "NAME", description = "Instead of AWS_REGION or the profile's.")
    private @Nullable String region;

    @Option(names = "--endpoint-url", paramLabel = "URL", description = "Instead of AWS_ENDPOINT_URL or the profile's.")
    private @Nullable String endpoint;

    AwsConfig config(AwsEnvironment environment) throws IOException {
        return AwsConfig.load(environment, Optional.ofNullable(profile));
    }

    String region(AwsConfig config) throws AwsConfigException {
        return Optional.ofNullable(region)
                .or(config::region)
                .orElseThrow(() -> new AwsConfigException("no region: set AWS_REGION or pass --region"));
    }

    URI endpoint(String service, AwsConfig config) throws AwsConfigException {
        return endpoint == null ? config.endpoint(service, region(config)) : AwsConfig.endpoint(endpoint);
    }
}
