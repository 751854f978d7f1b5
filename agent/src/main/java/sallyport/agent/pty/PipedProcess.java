// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.pty;

import java.io.IOException;

/**
 * A command without a terminal: nothing to read from, its output on one pipe or, apart, on two. One thread reads each.
 */
public final class PipedProcess implements AutoCloseable {
    private final Descriptor output;
    private final Descriptor error;
    private final ChildProcess child;

    private PipedProcess(Descriptor output, Descriptor error, ChildProcess child) {
        this.output = output;
        this.error = error;
        this.child = child;
    }

    /**
     * Starts a command.
     *
     * @param separate whether standard error gets a pipe of its own; if not, both come in the order they were written
     * @param name prefix for thread names
     * @throws IOException when the command cannot be started
     */
    public static PipedProcess start(Command command, boolean separate, String name) throws IOException {
        int[] out = LibC.openPipe();
        int[] err = separate ? LibC.openPipe() : out;
        var output = new Descriptor(out[0]);
        var error = separate ? new Descriptor(err[0]) : output;
        boolean started = false;
        try {
            var child = ChildProcess.start(command, new Spawn.Streams("/dev/null", out[1], err[1]), name, () -> {
                output.finish();
                error.finish();
            });
            started = true;
            return new PipedProcess(output, error, child);
        } finally {
            LibC.close(out[1]);
            if (separate) {
                LibC.close(err[1]);
            }
            if (!started) {
                output.close();
                error.close();
            }
        }
    }

    /** As {@link PtyProcess#read}, for standard output, and standard error too where they are not separate. */
    public int readOutput(byte[] target) throws IOException {
        return output.read(target);
    }

    /** As {@link PtyProcess#read}, for standard error; only where it is separate. */
    public int readError(byte[] target) throws IOException {
        return error.read(target);
    }

    /** Sends a signal to the command and the processes it started in its group. */
    public void signal(int number) {
        child.signal(number);
    }

    /**
     * Waits for the command to end.
     *
     * @return its exit code, or 128 and the number of the signal that ended it
     */
    public int waitFor() throws InterruptedException {
        return child.waitFor();
    }

    /** As {@link PtyProcess#close}. */
    @Override
    public void close() throws IOException {
        output.close();
        error.close();
        try {
            child.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the waiting thread clears up without us
        }
    }
}
