// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import sallyport.client.aws.AwsEnvironment;
import sallyport.client.demo.Demo;
import sallyport.client.session.UserEnd;

/** {@code sallyport demo}: everything on this machine, for as long as one shell or one command lasts. */
@Command(
        name = "demo",
        header = "Starts a server and a node on this machine and opens a shell on the node.",
        description = {
            "",
            "Prints the variables with which stock AWS tools in another terminal use the same server: on standard error in",
            "a terminal; without one, and without a command, on standard output, and stays up until interrupted.",
            "Exits with the exit code of the shell or command, with 0 when it was up until interrupted. Nothing is left behind.",
            ""
        })
final class DemoCommand implements Callable<Integer> {
    private final AwsEnvironment environment;
    private final UserEnd user;
    private final Path launcher;
    private final InstantSource clock;
    private final LongSupplier nanoClock;

    @Parameters(paramLabel = "-- COMMAND", description = "Run this on the node instead of a shell.")
    private List<String> command = List.of();

    DemoCommand(AwsEnvironment environment, UserEnd user, Path launcher, InstantSource clock, LongSupplier nanoClock) {
        this.environment = environment;
        this.user = user;
        this.launcher = launcher;
        this.clock = clock;
        this.nanoClock = nanoClock;
    }

    @Override
    public Integer call() throws Exception {
        return new Demo(environment, user, launcher, clock, nanoClock).run(command);
    }
}
