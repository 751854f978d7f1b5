// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One program of the demo as a process of its own. Closing it stops the program. */
final class Child implements AutoCloseable {
    /** How long a program may take to end when asked; writing a start-up cache needs some of it. */
    private static final Duration STOPPING = Duration.ofSeconds(20);

    private static final int LOG_LINES_SHOWN = 15;

    private final String name;
    private final Process process;
    private final Path log;

    /**
     * Starts the program.
     *
     * @param log takes what it prints on standard error
     */
    Child(String name, List<String> command, Path log) throws IOException {
        this.name = name;
        this.log = log;
        process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Waits for a line on the program's standard output, of which the rest after the prefix is returned. */
    String awaitLine(String prefix) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(prefix)) {
                return line.substring(prefix.length());
            }
        }
        throw new IOException(obituary());
    }

    /** Waits for the program to end by itself, but not longer than this. */
    boolean awaitEnd(Duration patience) throws IOException {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the demo's " + name);
        }
    }

    /** Waits for the program to end and wants it to have gone well. */
    void awaitSuccess() throws IOException {
        while (!awaitEnd(STOPPING)) {
            // it works on something
        }
        if (process.exitValue() != 0) {
            throw new IOException(obituary());
        }
    }

    /** Runs the action when the program ends, at once if it has. */
    void onEnd(Runnable action) {
        var _ = process.onExit().thenRun(action);
    }

    /** Why the program ended, in its own last words. */
    String obituary() throws IOException {
        var status = awaitEnd(STOPPING) ? Optional.of(process.exitValue()) : Optional.<Integer>empty();
        var lines = Files.readAllLines(log, StandardCharsets.UTF_8);
        var last = lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size());
        return "the demo's %s ended%s; its last lines:%n  %s"
                .formatted(
                        name,
                        status.map(code -> " with status " + code).orElse(""),
                        String.join(System.lineSeparator() + "  ", last));
    }

    /** Asks the program to end. */
    void stop() {
        process.destroy();
    }

    @Override
    public void close() throws IOException {
        stop();
        if (!awaitEnd(STOPPING)) {
            process.destroyForcibly();
            awaitEnd(STOPPING);
        }
    }
}
