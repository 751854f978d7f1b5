// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program on a pseudo terminal that a test types into; {@code terminal.py} holds the terminal.
 *
 * <p>A pattern that does not appear, or a program that does not end, is an {@link AssertionError} with what was shown.
 */
final class Terminal implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Process process;
    private final BufferedReader answers;
    private final Writer steps;

    private Terminal(Process process) {
        this.process = process;
        this.answers = process.inputReader();
        this.steps = process.outputWriter();
    }

    static Terminal run(Map<String, String> environment, int rows, int columns, String... command) throws IOException {
        Path driver = StockPrograms.script("terminal.py");
        List<String> argv = new ArrayList<>(
                List.of("python3", driver.toString(), Integer.toString(rows), Integer.toString(columns)));
        argv.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        return new Terminal(builder.start());
    }

    /** Waits for a pattern in the output that no earlier step took; returns the first group, or what stood before the match. */
    String expect(String regex) {
        return expect(regex, Duration.ofSeconds(20));
    }

    String expect(String regex, Duration atMost) {
        JsonNode answer = step(Map.of("expect", regex, "seconds", atMost.toMillis() / 1000.0));
        JsonNode groups = answer.get("match");
        return groups.isEmpty()
                ? answer.get("before").asString()
                : groups.get(0).asString("");
    }

    void type(String text) {
        step(Map.of("send", text));
    }

    void resize(int rows, int columns) {
        step(Map.of("resize", List.of(rows, columns)));
    }

    /** Takes exactly so many bytes of output and returns their SHA-256 in hex. */
    String sha256OfNext(int bytes, Duration atMost) {
        return step(Map.of("hash", bytes, "seconds", atMost.toMillis() / 1000.0))
                .get("sha256")
                .asString();
    }

    /** Waits for the end of the program and returns its exit status. */
    int exitStatus() {
        return step(Map.of("wait", true)).get("exit").asInt();
    }

    private JsonNode step(Map<String, Object> step) {
        try {
            steps.write(JSON.writeValueAsString(step));
            steps.write('\n');
            steps.flush();
            String line = answers.readLine();
            if (line == null) {
                throw new AssertionError("the terminal is gone at step " + step);
            }
            JsonNode answer = JSON.readTree(line);
            if (answer.has("error")) {
                throw new AssertionError(answer.get("error").asString() + "; shown was:\n"
                        + answer.get("output").asString());
            }
            return answer;
        } catch (IOException e) {
            throw new AssertionError("the terminal is gone at step " + step, e);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        steps.close();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
