// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.pty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A command on a pseudo terminal of its own. One thread reads what the terminal shows, one writes what the user types;
 * resizing and ending may come from any thread.
 *
 * <p>Bytes pass unchanged in both directions. Signals such as Ctrl-C are made by the terminal from the bytes written.
 */
public final class PtyProcess implements AutoCloseable {
    private final Descriptor master;
    private final ChildProcess child;

    private PtyProcess(Descriptor master, ChildProcess child) {
        this.master = master;
        this.child = child;
    }

    /**
     * Opens a terminal of the given size and starts a command on it.
     *
     * @param name prefix for thread names
     * @throws IOException when there is no terminal to be had or the command cannot be started
     */
    public static PtyProcess start(Command command, int columns, int rows, String name) throws IOException {
        int fd = LibC.openTerminal();
        var master = new Descriptor(fd);
        boolean started = false;
        try {
            LibC.setWindowSize(fd, columns, rows);
            LibC.setUtf8(fd);
            var slave = LibC.slaveName(fd);
            if (command.user().isPresent()) {
                // As login(1): the user may open and resize the terminal by its name, others may not.
                Files.setAttribute(
                        Path.of(slave), "unix:uid", command.user().get().uid());
            }
            var child = ChildProcess.start(command, new Spawn.Streams(slave, -1, -1), name, master::finish);
            started = true;
            return new PtyProcess(master, child);
        } finally {
            if (!started) {
                master.close();
            }
        }
    }

    /**
     * Waits for output, then takes what is there.
     *
     * @return how many bytes of {@code target} were filled, or -1 when the command has ended and all was read
     */
    public int read(byte[] target) throws IOException {
        return master.read(target);
    }

    /** Types bytes; blocks while the terminal's queue is full. */
    public void write(byte[] bytes) throws IOException {
        master.write(bytes);
    }

    /** Changes the size; the foreground job is told by SIGWINCH. */
    public void resize(int columns, int rows) throws IOException {
        master.whileOpen(fd -> LibC.setWindowSize(fd, columns, rows));
    }

    /**
     * Waits for the command to end.
     *
     * @return its exit code, or 128 and the number of the signal that ended it
     */
    public int waitFor() throws InterruptedException {
        return child.waitFor();
    }

    /**
     * Takes the terminal away, hangs up on every process of the session and waits until they are gone, at most a few
     * seconds. Processes that ignore SIGHUP on purpose stay, unless it is the command itself.
     */
    @Override
    public void close() throws IOException {
        master.close();
        try {
            child.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the waiting thread clears up without us
        }
    }
}
