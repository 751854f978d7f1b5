// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sallyport.agent.pty.Command;
import sallyport.agent.pty.PtyProcess;

/**
 * Runs a program on a terminal once, when the agent starts. A machine that has no terminals to give (a container without
 * {@code devpts}) is told in the log and not by the first user; and the first session finds everything loaded.
 */
final class TerminalCheck {
    private static final System.Logger LOG = System.getLogger(TerminalCheck.class.getName());

    private TerminalCheck() {}

    /** Returns at once; the check goes on in the background. */
    static void start() {
        var thread = new Thread(null, TerminalCheck::run, "terminal-check");
        thread.setDaemon(true);
        thread.start();
    }

    private static void run() {
        var command = new Command(List.of("/bin/sh", "-c", "exit 0"), Map.of("HOME", "/"), Optional.empty());
        try (var pty = PtyProcess.start(command, 80, 24, "terminal-check")) {
            var buffer = new byte[64];
            while (pty.read(buffer) > 0) {
                // a shell that prints something here is nobody's loss
            }
            int code = pty.waitFor();
            if (code != 0) {
                LOG.log(WARNING, "sessions will not work: /bin/sh ended with code {0}", Integer.toString(code));
            }
        } catch (IOException e) {
            LOG.log(WARNING, "sessions will not work: {0}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
