// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import sallyport.agent.api.NodeApi;
import sallyport.agent.control.ControlChannel;
import sallyport.agent.control.Heartbeat;
import sallyport.agent.control.TaskCompletions;
import sallyport.agent.log.LineLogger;
import sallyport.agent.register.NodeIdentity;
import sallyport.agent.register.StateDirectory;
import sallyport.agent.session.Sessions;
import sallyport.transport.Connector;
import sallyport.transport.ProxySettings;

/** The agent program: {@code register} once, then {@code run} for ever; {@code status} tells how it is doing. */
@Command(
        name = "sallyport agent",
        description = "The program on a node.",
        mixinStandardHelpOptions = true,
        subcommands = {RegisterCommand.class, RunCommand.class, StatusCommand.class})
public final class Main {

    /** For the server to hear how the last sessions ended. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    /** Our loggers for the JDK, which finds this class by its service file. Here because it needs the machine's clock. */
    public static final class Loggers extends System.LoggerFinder {
        private final PrintStream out = System.err;
        private final InstantSource clock = InstantSource.system();

        @Override
        public System.Logger getLogger(String name, Module module) {
            return new LineLogger(name, out, clock);
        }
    }

    private static final String PREFIX = "sallyport agent: ";

    private Main() {}

    /** Exit status: 0 for success, 1 for a failure that was told on standard error, 2 for a wrong command line. */
    public static void main(String[] args) {
        var run = RunCommand.plain(args);
        System.exit(run.isPresent() ? run(run.get()) : parseAndRun(args));
    }

    /** Without picocli: its two hundred classes would stay in the memory of a program that runs for months. */
    private static int run(RunCommand command) {
        try {
            return command.call();
        } catch (IOException e) {
            return failed(System.err, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(System.err, e);
        }
    }

    private static int parseAndRun(String[] args) {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(PREFIX + failure.getMessage());
                    return 1;
                })
                .execute(args);
    }

    private static int failed(PrintStream err, Exception failure) {
        err.println(PREFIX + failure.getMessage());
        return 1;
    }

    /** Where the state is kept unless {@code --state} says otherwise. */
    static Path defaultState() {
        return "root".equals(System.getProperty("user.name"))
                ? Path.of("/var/lib/sallyport-agent")
                : Path.of(System.getProperty("user.home"), ".sallyport/agent");
    }

    /** Serves sessions until the virtual machine is told to end (SIGTERM, Ctrl-C); everything an agent has is made here. */
    static void serve(StateDirectory directory, NodeIdentity identity, AgentConfig config)
            throws IOException, InterruptedException {
        InstantSource clock = InstantSource.system();
        LongSupplier nanoClock = System::nanoTime;
        PrintStream out = System.out;
        var stop = new StopSignal();
        TerminalCheck.start();
        var status = new StatusReport(directory);
        var connector = new Connector(identity.trust(), ProxySettings.of(System.getenv()));
        var api = new NodeApi(connector, identity, directory.key(identity), clock);
        try (stop;
                var completions = new TaskCompletions(identity.nodeId(), clock, nanoClock);
                var sessions = new Sessions(api, config.shellUser(), completions, status::sessions, clock, nanoClock);
                var control = new ControlChannel(api, sessions, completions, status, clock, nanoClock);
                var heartbeat = new Heartbeat(api, () -> Machine.describe(identity), nanoClock)) {
            out.println("running as " + identity.nodeId());
            stop.await();
            sessions.close(); // before the control channel, which tells the server how they ended
            var _ = completions.settled(FAREWELL);
        }
    }
}
