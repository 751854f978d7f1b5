// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running {@code ./sallyport demo} without a terminal: server, agent and the environment it printed. */
final class Demo implements AutoCloseable {

    /** The last line that the demo prints, so that a reader knows the list is whole. */
    private static final String LAST = "SALLYPORT_TARGET";

    private static final Pattern EXPORT = Pattern.compile("export ([A-Z_0-9]+)='?([^']*)'?");

    private final Process process;
    private final Map<String, String> environment;

    private Demo(Process process, Map<String, String> environment) {
        this.process = process;
        this.environment = environment;
    }

    static Demo start() throws IOException {
        Path launcher = StockPrograms.repository().resolve("sallyport");
        Process process = new ProcessBuilder(launcher.toString(), "demo")
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, String> environment = new HashMap<>();
        BufferedReader lines = process.inputReader();
        while (!environment.containsKey(LAST) || !environment.containsKey("PATH")) {
            String line = lines.readLine();
            if (line == null) {
                throw new IOException("the demo ended before it printed its environment");
            }
            Matcher export = EXPORT.matcher(line);
            if (!export.matches()) {
                throw new IOException("not an export line: \"%s\"".formatted(line));
            }
            environment.put(export.group(1), export.group(2).replace("\"$PATH\"", System.getenv("PATH")));
        }
        return new Demo(process, Map.copyOf(environment));
    }

    Map<String, String> environment() {
        return environment;
    }

    String target() {
        return environment.get(LAST);
    }

    /** Runs a program with the demo's environment and without a terminal. */
    Result run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(environment);
        return Result.of(builder);
    }

    /** Ctrl-C, as a person ends it; returns the exit status. */
    int interrupt() throws IOException, InterruptedException {
        new ProcessBuilder(List.of("kill", "-INT", Long.toString(process.pid())))
                .start()
                .waitFor();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("the demo did not end within 20 s of an interrupt");
        }
        return process.exitValue();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (process.isAlive()) {
            interrupt();
        }
    }
}
