// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import sallyport.client.aws.AwsApiException;
import sallyport.client.aws.AwsEnvironment;
import sallyport.client.session.UserEnd;

/** All commands, and what becomes of their failures. */
public final class Commands {
    /** For whatever goes wrong on this side; every smaller number may be the exit code of a program on a node. As with ssh. */
    static final int FAILURE = 255;

    @Command(name = "sallyport", synopsisSubcommandLabel = "COMMAND", description = "Sessions on servers anywhere.")
    private static final class Root {}

    private final AwsEnvironment environment;
    private final UserEnd user;
    private final Path launcher;
    private final InstantSource clock;
    private final LongSupplier nanoClock;
    private final PrintWriter notices;

    /** @param launcher the script that started this program and can start the others */
    public Commands(
            AwsEnvironment environment, UserEnd user, Path launcher, InstantSource clock, LongSupplier nanoClock) {
        this.environment = environment;
        this.user = user;
        this.launcher = launcher;
        this.clock = clock;
        this.nanoClock = nanoClock;
        notices = new PrintWriter(user.notices(), true, StandardCharsets.UTF_8);
    }

    private CommandLine commands() {
        return command(new Root())
                .addSubcommand(command(new ConnectCommand(environment, user, clock, nanoClock)))
                .addSubcommand(command(new LoginCommand(environment, user, clock, nanoClock)))
                .addSubcommand(command(new WhyCommand(environment, user, clock, nanoClock)))
                .addSubcommand(command(new WhoCanCommand(environment, user, clock, nanoClock)))
                .addSubcommand(command(new DemoCommand(environment, user, launcher, clock, nanoClock)))
                .addSubcommand(
                        command(new LedgerCommand()).addSubcommand(command(new LedgerVerifyCommand(user.output()))))
                .setOut(new PrintWriter(user.output(), true, StandardCharsets.UTF_8))
                .setErr(notices)
                .setExecutionExceptionHandler((failure, _, _) -> {
                    if (failure instanceof IOException told) {
                        return tell(told);
                    }
                    throw failure;
                });
    }

    private static CommandLine command(Object command) {
        var line = new CommandLine(command);
        line.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Shows this text.")
                        .build());
        return line;
    }

    /** Runs one command; the exit code. */
    public int run(List<String> arguments) {
        if (!arguments.isEmpty() && arguments.getFirst().equals("connect")) {
            var plain = ConnectLine.read(arguments.subList(1, arguments.size()));
            if (plain.isPresent()) {
                return run(plain.get());
            }
        }
        return commands().execute(arguments.toArray(String[]::new));
    }

    private int run(Connect asked) {
        try {
            return asked.run(environment, user, clock, nanoClock);
        } catch (IOException e) {
            return tell(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILURE;
        }
    }

    private int tell(IOException failure) {
        var sentence = failure instanceof AwsApiException refusal ? refusal.sentence() : failure.getMessage();
        notices.println("sallyport: " + sentence);
        return FAILURE;
    }
}
