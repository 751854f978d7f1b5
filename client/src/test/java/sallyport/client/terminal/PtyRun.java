// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.terminal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A shell script on a terminal of its own, made by util-linux's {@code script}. */
public final class PtyRun implements AutoCloseable {
    private final Process process;
    private final StringBuilder seen = new StringBuilder();

    public PtyRun(String script) throws IOException {
        var builder = new ProcessBuilder("script", "--quiet", "--flush", "--return", "--command", script, "/dev/null");
        builder.environment().put("SHELL", "/bin/sh");
        process = builder.redirectErrorStream(true).start();
    }

    /** The command line that runs a class of the tests with some argument. */
    public static String java(Class<?> main, String argument) {
        return "'%s/bin/java' --enable-native-access=ALL-UNNAMED -cp '%s' %s %s"
                .formatted(
                        System.getProperty("java.home"),
                        System.getProperty("java.class.path"),
                        main.getName(),
                        argument);
    }

    public void type(String keys) throws IOException {
        process.getOutputStream().write(keys.getBytes(ISO_8859_1));
        process.getOutputStream().flush();
    }

    /** Changes the window's size; stty does it in two steps, each of which is seen. */
    public void resize(int rows, int columns) throws IOException, InterruptedException {
        var onTerminal = process.children().findFirst().orElseThrow().pid();
        var stty = new ProcessBuilder("stty", "rows", Integer.toString(rows), "cols", Integer.toString(columns))
                .redirectInput(Path.of("/proc/%d/fd/0".formatted(onTerminal)).toFile());
        assertThat(stty.start().waitFor()).isZero();
    }

    /** Reads until the text has appeared; all that was seen so far. */
    public String await(String text) throws IOException {
        while (seen.indexOf(text) < 0) {
            int next = process.getInputStream().read();
            assertThat(next).as("the script ended; it printed: %s", seen).isNotNegative();
            seen.append((char) next);
        }
        return seen.toString();
    }

    /** Reads to the end; all that was seen. */
    public String awaitEnd() throws IOException, InterruptedException {
        seen.append(new String(process.getInputStream().readAllBytes(), ISO_8859_1));
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return seen.toString();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
