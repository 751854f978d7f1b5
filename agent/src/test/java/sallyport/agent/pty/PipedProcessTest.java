// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.pty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import sallyport.testkit.LeakCheck;

@Timeout(30)
@ExtendWith(LeakCheck.class)
class PipedProcessTest {
    private interface Reader {
        int read(byte[] target) throws IOException;
    }

    @Test
    void keepsOutputAndErrorApart() throws Exception {
        try (var process = start("echo out; echo err >&2; exit 5", true)) {
            assertThat(readAll(process::readOutput)).isEqualTo("out\n");
            assertThat(readAll(process::readError)).isEqualTo("err\n");
            assertThat(process.waitFor()).isEqualTo(5);
        }
    }

    @Test
    void keepsTheOrderOfOutputAndErrorOnOnePipe() throws Exception {
        try (var process = start("echo 1; echo 2 >&2; echo 3; echo 4 >&2", false)) {
            assertThat(readAll(process::readOutput)).isEqualTo("1\n2\n3\n4\n");
            assertThat(process.waitFor()).isZero();
        }
    }

    @Test
    void handsOutputOverWhileTheCommandRuns() throws Exception {
        try (var process = start("echo early; exec sleep 30", false)) {
            var buffer = new byte[100];
            assertThat(new String(buffer, 0, process.readOutput(buffer), StandardCharsets.UTF_8))
                    .isEqualTo("early\n");
            process.signal(2);
            assertThat(process.waitFor()).isEqualTo(130);
        }
    }

    @Test
    void hasNothingToReadAndNoTerminal() throws Exception {
        try (var process = start("wc -c; tty; (: </dev/tty) 2>&1 | grep -o 'No such device'", false)) {
            assertThat(readAll(process::readOutput)).isEqualTo("0\nnot a tty\nNo such device\n");
        }
    }

    @Test
    void readsTheWholeOutputOfACommandThatLeftAProcessBehind() throws Exception {
        try (var process = start("sleep 987621 & head -c 50000 /dev/zero", false)) {
            assertThat(readAll(process::readOutput)).hasSize(50_000);
            assertThat(process.waitFor()).isZero();
        }
    }

    private static PipedProcess start(String script, boolean separate) throws IOException {
        var environment = Map.of("PATH", System.getenv("PATH"), "HOME", "/");
        var command = new Command(List.of("/bin/sh", "-c", script), environment, Optional.empty());
        return PipedProcess.start(command, separate, "test");
    }

    private static String readAll(Reader reader) throws IOException {
        var all = new ByteArrayOutputStream();
        var buffer = new byte[4096];
        for (int count = reader.read(buffer); count > 0; count = reader.read(buffer)) {
            all.write(buffer, 0, count);
        }
        return all.toString(StandardCharsets.UTF_8);
    }
}
