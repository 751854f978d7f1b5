// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sallyport.agent.control.ControlHealth;
import sallyport.agent.register.AgentStatus;
import sallyport.agent.register.StateDirectory;

/** Keeps {@code status.json} true while the agent runs. Safe for any thread. */
final class StatusReport implements ControlHealth {
    private static final System.Logger LOG = System.getLogger(StatusReport.class.getName());

    private final StateDirectory directory;
    private final long pid = ProcessHandle.current().pid();

    // guarded by this
    private @Nullable Instant connectedSince;
    private String trouble = "it is connecting";
    private int sessions;

    StatusReport(StateDirectory directory) {
        this.directory = directory;
        write();
    }

    @Override
    public synchronized void connected(Instant since) {
        connectedSince = since;
        write();
    }

    @Override
    public synchronized void disconnected(String why) {
        connectedSince = null;
        trouble = why;
        write();
    }

    synchronized void sessions(int now) {
        sessions = now;
        write();
    }

    private synchronized void write() {
        try {
            directory.tell(
                    connectedSince == null
                            ? AgentStatus.disconnected(pid, sessions, trouble)
                            : AgentStatus.connected(pid, connectedSince, sessions));
        } catch (IOException e) {
            LOG.log(WARNING, "status not written why={0}", e.getMessage()); // the agent works on a full disk too
        }
    }
}
