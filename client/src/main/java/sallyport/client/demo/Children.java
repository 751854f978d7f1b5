// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The programs of the demo. Notices when one ends that should stay, and stops the last started first when closed. */
final class Children implements AutoCloseable {
    private final Path launcher;
    private final Runnable onLoss;
    private final Deque<Child> running = new ArrayDeque<>(); // guarded by this, as are the next two
    private @Nullable Child lost;
    private boolean stopping;

    /**
     * No programs yet.
     *
     * @param launcher the script that starts them
     * @param onLoss called, on another thread, when one ends that should stay
     */
    Children(Path launcher, Runnable onLoss) {
        this.launcher = launcher;
        this.onLoss = onLoss;
    }

    /**
     * Starts a program that stays until it is stopped.
     *
     * @param log takes what it prints on standard error
     */
    Child start(Path log, String program, String... arguments) throws IOException {
        var child = launch(log, program, arguments);
        child.onEnd(() -> ended(child));
        return child;
    }

    /** Runs a program to its end, which must be a good one. */
    void run(Path log, String program, String... arguments) throws IOException {
        launch(log, program, arguments).awaitSuccess();
    }

    private synchronized Child launch(Path log, String program, String... arguments) throws IOException {
        if (stopping) {
            throw new IOException("interrupted");
        }
        // In a session of its own: a Ctrl-C in this terminal is for the demo, which then stops them in order.
        var command = new ArrayList<>(List.of("setsid", launcher.toString(), program));
        command.addAll(List.of(arguments));
        var child = new Child(program, command, log);
        running.push(child);
        return child;
    }

    private void ended(Child child) {
        synchronized (this) {
            if (stopping || lost != null) {
                return;
            }
            lost = child;
        }
        onLoss.run();
    }

    /** Fails when a program has ended that should have stayed. */
    void failIfLost() throws IOException {
        Child child;
        synchronized (this) {
            child = lost;
        }
        if (child != null) {
            throw new IOException(child.obituary());
        }
    }

    /** Asks all programs to end, without waiting; none can be started any more. */
    synchronized void stop() {
        stopping = true;
        running.forEach(Child::stop);
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            stopping = true;
        }
        for (var child : running) { // INVARIANT: nothing is added any more
            child.close();
        }
    }
}
