// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sallyport.agent.register.AgentStatus;
import sallyport.agent.register.NodeIdentity;
import sallyport.agent.register.StateDirectory;

/** {@code sallyport agent status}: who this node is and how its agent is doing. Exit status 0 if it is connected, else 1. */
@Command(
        name = "status",
        description = "Tells who this node is and whether its agent is connected.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    @Option(names = "--state", paramLabel = "DIR", description = "where the registration is kept")
    private Path state = Main.defaultState();

    @Override
    public Integer call() throws IOException {
        StateDirectory directory = new StateDirectory(state);
        Optional<NodeIdentity> identity = directory.identity();
        if (identity.isEmpty()) {
            throw new IOException("this machine is not registered (nothing in \"%s\"); run `sallyport agent register`"
                    .formatted(state));
        }
        PrintStream out = System.out;
        out.println("node       " + identity.get().nodeId());
        out.println("server     " + identity.get().server());
        Optional<AgentStatus> status = directory.status();
        if (status.isEmpty() || !running(status.get())) {
            out.println("agent      not running; start it with `sallyport agent run` or its systemd unit");
            return 1;
        }
        out.println("agent      running, process " + status.get().pid());
        out.println("sessions   " + status.get().sessions());
        if (status.get().connectedSince() != null) {
            out.println("connected  since " + status.get().connectedSince());
            return 0;
        }
        out.println("connected  no: " + status.get().trouble());
        return 1;
    }

    private static boolean running(AgentStatus status) {
        return ProcessHandle.of(status.pid()).map(ProcessHandle::isAlive).orElse(false);
    }
}
