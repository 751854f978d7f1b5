// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The agent program: {@code register} once, then {@code run} for ever; {@code status} tells how it is doing. */
@Command(
        name = "sallyport agent",
        description = "The program on a node.",
        mixinStandardHelpOptions = true,
        subcommands = {RegisterCommand.class, StatusCommand.class})
public final class Main {

    private Main() {}

    /** Exit status: 0 for success, 1 for a failure that was told on standard error, 2 for a wrong command line. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("sallyport agent: " + failure.getMessage());
                    return 1;
                })
                .execute(args));
    }

    /** Where the state is kept unless {@code --state} says otherwise. */
    static Path defaultState() {
        return "root".equals(System.getProperty("user.name"))
                ? Path.of("/var/lib/sallyport-agent")
                : Path.of(System.getProperty("user.home"), ".sallyport/agent");
    }
}
