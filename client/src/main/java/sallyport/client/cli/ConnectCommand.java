// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.cli;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sallyport.client.aws.AwsEnvironment;
import sallyport.client.session.UserEnd;

/** {@code sallyport connect}: a shell or one command on a node. */
@Command(
        name = "connect",
        sortOptions = false,
        header = "Opens a shell on a node, or runs one command there.",
        description = {
            "",
            "Exits with the exit code of the shell or command; with 255 when there was no session.",
            "In a terminal, Enter ~ . leaves a session that no longer answers.",
            ""
        })
final class ConnectCommand implements Callable<Integer> {
    private final AwsEnvironment environment;
    private final UserEnd user;
    private final InstantSource clock;
    private final LongSupplier nanoClock;

    @Parameters(index = "0", paramLabel = "NODE", description = "Its id, its tag Name, or its host name.")
    private String node = "";

    @Parameters(index = "1..*", paramLabel = "-- COMMAND", description = "Run as is, without a shell around it.")
    private List<String> command = List.of();

    @Option(names = "--profile", paramLabel = "NAME", description = "The profile in ~/.aws to use.")
    private @Nullable String profile;

    @Option(names = "--region", paramLabel = "NAME", description = "Instead of AWS_REGION or the profile's.")
    private @Nullable String region;

    @Option(names = "--endpoint-url", paramLabel = "URL", description = "Instead of AWS_ENDPOINT_URL or the profile's.")
    private @Nullable String endpoint;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record.")
    private @Nullable String reason;

    ConnectCommand(AwsEnvironment environment, UserEnd user, InstantSource clock, LongSupplier nanoClock) {
        this.environment = environment;
        this.user = user;
        this.clock = clock;
        this.nanoClock = nanoClock;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return asked().run(environment, user, clock, nanoClock);
    }

    /** What the words that were parsed ask for. */
    Connect asked() {
        return new Connect(
                node,
                command,
                Optional.ofNullable(profile),
                Optional.ofNullable(region),
                Optional.ofNullable(endpoint),
                Optional.ofNullable(reason));
    }
}
