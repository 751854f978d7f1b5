// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.pty;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The processes of one Unix session, as {@code /proc} lists them. A process that made a session of its own
 * ({@code setsid}, a terminal multiplexer, a service) is not among them and lives on, as after a login.
 */
final class SessionProcesses {
    private static final Path PROC = Path.of("/proc");

    /** Fields of {@code /proc/PID/stat} after the name: state, parent, group, session (proc(5)). */
    private static final int STATE = 0;

    private static final int SESSION = 3;

    private SessionProcesses() {}

    /** All live processes of the session except its leader. */
    static List<Integer> of(int session) throws IOException {
        var members = new ArrayList<Integer>();
        try (var entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var entry : entries) {
                int pid = Integer.parseInt(entry.getFileName().toString());
                if (pid != session && isMember(entry, session)) {
                    members.add(pid);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return members;
    }

    private static boolean isMember(Path process, int session) {
        try {
            var stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", SESSION + 2);
            return !fields[STATE].equals("Z") && Integer.parseInt(fields[SESSION]) == session;
        } catch (IOException e) {
            return false; // it ended while we looked
        }
    }

    /** Whether a process asked not to be bothered by SIGHUP, as {@code nohup} does for the user. */
    static boolean ignoresHangUp(int pid) {
        try {
            for (var line : Files.readAllLines(PROC.resolve(pid + "/status"))) {
                if (line.startsWith("SigIgn:")) {
                    long ignored = Long.parseUnsignedLong(
                            line.substring("SigIgn:".length()).strip(), 16);
                    return (ignored & 1) != 0; // bit 0 is signal 1
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }
}
