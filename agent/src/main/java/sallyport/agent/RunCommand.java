// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sallyport.agent.register.StateDirectory;

/** {@code sallyport agent run}: serves sessions until it is told to stop (SIGTERM, Ctrl-C). */
@Command(name = "run", description = "Serves sessions until it is stopped.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Option(names = "--state", paramLabel = "DIR", description = "where the registration is kept")
    private Path state = Main.defaultState();

    @Option(
            names = "--shell-user",
            paramLabel = "NAME",
            description = "account of sessions whose document names none, \"self\" for whoever runs the agent"
                    + " (default: shellUser in agent.json, else ssm-user)")
    private @Nullable String shellUser;

    /** The command of this line if it is {@code run} with nothing but whole options, as a service's line is; else picocli's turn. */
    static Optional<RunCommand> plain(String[] line) {
        if (line.length % 2 == 0 || !line[0].equals("run")) {
            return Optional.empty();
        }
        var command = new RunCommand();
        var seen = new HashSet<String>();
        for (int i = 1; i < line.length; i += 2) {
            var value = line[i + 1];
            if (value.startsWith("-") || !seen.add(line[i])) {
                return Optional.empty();
            }
            switch (line[i]) {
                case "--state" -> command.state = Path.of(value);
                case "--shell-user" -> command.shellUser = value;
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(command);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var directory = new StateDirectory(state);
        var identity = directory
                .identity()
                .orElseThrow(() -> new IOException(
                        "this machine is not registered (nothing in \"%s\"); run `sallyport agent register`"
                                .formatted(state)));
        var config = AgentConfig.read(directory.path());
        try (var lock = FileChannel.open(
                directory.path().resolve("agent.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            claim(lock);
            Main.serve(directory, identity, shellUser == null ? config : config.withShellUser(shellUser));
        }
        return 0;
    }

    /** Two agents with one identity would throw each other off the server for ever. */
    private void claim(FileChannel lock) throws IOException {
        try {
            if (lock.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // in this very process, which only a test does
        }
        throw new IOException("an agent runs with \"%s\" already".formatted(state));
    }
}
