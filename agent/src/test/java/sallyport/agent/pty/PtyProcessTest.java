// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.pty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sallyport.testkit.LeakCheck;

@Timeout(30)
@ExtendWith(LeakCheck.class)
class PtyProcessTest {
    private static final int COLUMNS = 132;
    private static final int ROWS = 43;

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({
        "exit 0, 0",
        "exit 7, 7",
        "exit 255, 255",
        "kill -INT $$; sleep 10, 130",
        "kill -KILL $$, 137",
        "kill -TERM $$, 143",
    })
    void tellsTheExitCodeOrTheSignalThatEndedTheCommand(String script, int code) throws Exception {
        try (var pty = start(script)) {
            readAll(pty);
            assertThat(pty.waitFor()).isEqualTo(code);
        }
    }

    @Test
    void tellsTheExitCodesOfHundredsOfShortCommands() throws Exception {
        for (int i = 0; i < 200; i++) {
            try (var pty = start("echo line " + i + "; exit " + i)) {
                assertThat(readAll(pty)).isEqualTo("line " + i + "\r\n");
                assertThat(pty.waitFor()).isEqualTo(i);
            }
        }
    }

    @Test
    void saysAsAShellDoesThatAProgramIsMissing() throws Exception {
        var command = new Command(List.of("no-such-program"), environment(), Optional.empty());
        try (var pty = PtyProcess.start(command, COLUMNS, ROWS, "test")) {
            assertThat(readAll(pty)).contains("no-such-program: not found");
            assertThat(pty.waitFor()).isEqualTo(127);
        }
    }

    @Test
    void givesTheProgramItsWindowSizeBeforeItRuns() throws Exception {
        try (var pty = start("stty size")) {
            assertThat(readAll(pty)).isEqualTo(ROWS + " " + COLUMNS + "\r\n");
        }
    }

    @Test
    void tellsTheForegroundJobThatTheWindowChanged() throws Exception {
        try (var pty = start("trap 'stty size; exit' WINCH; echo ready; while :; do sleep 0.01; done")) {
            assertThat(read(pty)).isEqualTo("ready\r\n");
            pty.resize(90, 20);
            assertThat(readAll(pty)).isEqualTo("20 90\r\n");
        }
    }

    @Test
    void makesTheTerminalTheSessionsOwnAndStartsInHome() throws Exception {
        try (var pty = start("ps -o sid=,pgid=,tpgid=,stat= -p $$ | tr -s ' '; tty </dev/tty; pwd")) {
            var lines = readAll(pty).split("\r\n");
            var fields = lines[0].strip().split(" ");
            assertThat(fields[1]).as("process group").isEqualTo(fields[0]);
            assertThat(fields[2]).as("foreground group").isEqualTo(fields[0]);
            assertThat(fields[3])
                    .as("session leader, in the foreground")
                    .startsWith("S")
                    .contains("s", "+");
            assertThat(lines[1]).isEqualTo("/dev/tty");
            assertThat(lines[2]).isEqualTo(home.toRealPath().toString());
        }
    }

    @Test
    void startsInTheRootDirectoryWhenThereIsNoHome() throws Exception {
        var environment = Map.of("PATH", System.getenv("PATH"), "HOME", home + "/gone");
        var command = new Command(List.of("pwd"), environment, Optional.empty());
        try (var pty = PtyProcess.start(command, COLUMNS, ROWS, "test")) {
            assertThat(readAll(pty)).isEqualTo("/\r\n");
        }
    }

    @Test
    void turnsControlCharactersIntoSignals() throws Exception {
        for (var key : Map.of(0x03, 130, 0x1c, 131).entrySet()) {
            try (var pty = start("ulimit -c 0; echo ready; exec sleep 30")) {
                assertThat(read(pty)).isEqualTo("ready\r\n");
                pty.write(new byte[] {key.getKey().byteValue()});
                readAll(pty);
                assertThat(pty.waitFor()).isEqualTo(key.getValue());
            }
        }
    }

    @Test
    void givesChildrenNoDescriptorsButTheirThreeAndNoIgnoredSignals() throws Exception {
        try (var pty = start("ls -1 /proc/$$/fd; grep SigIgn /proc/$$/status")) {
            var output = readAll(pty);
            assertThat(output.lines().limit(3)).containsExactly("0", "1", "2");
            var ignored = output.substring(output.indexOf("SigIgn:") + "SigIgn:".length())
                    .strip();
            long interesting = (1L << 31) - 1; // the C library keeps two real-time signals above for itself
            assertThat(Long.parseUnsignedLong(ignored, 16) & interesting).isZero();
        }
    }

    @Test
    void passesEveryByteValueUnchangedBothWays() throws Exception {
        var all = new byte[256 * 64];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (i * 7);
        }
        try (var pty = start("stty raw -echo; echo ready; head -c " + all.length)) {
            assertThat(read(pty)).isEqualTo("ready\n");
            var writer = new Thread(() -> {
                try {
                    pty.write(all);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            writer.start();
            assertThat(readAllBytes(pty)).isEqualTo(all);
            writer.join();
        }
    }

    @Test
    void gathersBulkOutputInLargeReads() throws Exception {
        try (var pty = start("stty raw; head -c 20000000 /dev/zero")) {
            var buffer = new byte[32 * 1024];
            int reads = 0;
            int bytes = 0;
            for (int count = pty.read(buffer); count > 0; count = pty.read(buffer)) {
                reads++;
                bytes += count;
            }
            assertThat(bytes).isEqualTo(20_000_000);
            assertThat(bytes / reads).as("mean bytes per read").isGreaterThan(8 * 1024);
        }
    }

    @Test
    void hangsUpOnEveryProcessOfTheSessionWhenItsLeaderExits() throws Exception {
        try (var pty =
                start("sh -c 'exec sleep 987601' & sh -c 'exec sleep 987602' >/dev/null 2>&1 & echo bye; exit 3")) {
            assertThat(readAll(pty)).isEqualTo("bye\r\n");
            assertThat(pty.waitFor()).isEqualTo(3);
        }
        assertThat(running("98760")).isEmpty();
    }

    @Test
    void hangsUpOnEveryProcessWhenTheTerminalIsTakenAway() throws Exception {
        var pty = start("sleep 987611 & echo ready; sleep 987612");
        assertThat(read(pty)).isEqualTo("ready\r\n");
        pty.close();
        assertThat(pty.waitFor()).isEqualTo(129);
        assertThat(running("98761")).isEmpty();
    }

    @Test
    void killsWhatDoesNotGoInTime() throws Exception {
        var pty = start("trap 'echo stubborn' HUP; echo ready; while :; do sleep 0.1; done");
        assertThat(read(pty)).isEqualTo("ready\r\n");
        pty.close();
        assertThat(pty.waitFor()).isEqualTo(137);
    }

    @Test
    void leavesProcessesAloneThatIgnoreTheHangUpOnPurpose() throws Exception {
        var mark = home.resolve("pid");
        try (var pty = start("nohup sh -c 'echo $$ >" + mark + "; exec sleep 30' >/dev/null 2>&1 & " + "while ! [ -s "
                + mark + " ]; do sleep 0.01; done")) {
            readAll(pty);
            pty.waitFor();
        }
        var survivor =
                ProcessHandle.of(Long.parseLong(Files.readString(mark).strip())).orElseThrow();
        assertThat(survivor.isAlive()).isTrue();
        survivor.destroyForcibly();
        await().until(() -> !survivor.isAlive());
    }

    @Test
    void closingWakesAReaderAndAWriterThatAreStuck() throws Exception {
        var pty = start("echo ready; exec sleep 30");
        assertThat(read(pty)).isEqualTo("ready\r\n");
        var ended = new CountDownLatch(2);
        new Thread(() -> {
                    try {
                        if (pty.read(new byte[1]) == -1) {
                            ended.countDown();
                        }
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .start();
        new Thread(() -> {
                    try {
                        pty.write(new byte[1_000_000]); // nobody reads it: the terminal's queue is full soon
                    } catch (IOException e) {
                        ended.countDown();
                    }
                })
                .start();
        pty.close();
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> pty.write(new byte[1])).isInstanceOf(IOException.class);
        pty.resize(1, 1); // too late is no error
    }

    @Test
    void runsAsAnotherUserWhenRootAsksForIt() throws Exception {
        var nobody = Accounts.named("nobody").orElseThrow();
        assumeTrue(Accounts.current().uid() == Account.ROOT, "only root can");
        var script = "id -un; id -G; stat -c %u $(tty); grep -c 'CapEff:.*[1-9a-f]' /proc/self/status";
        var command = new Command(List.of("/bin/sh", "-c", script), environment(), Optional.of(nobody));
        try (var pty = PtyProcess.start(command, COLUMNS, ROWS, "test")) {
            var lines = readAll(pty).split("\r\n");
            assertThat(lines).containsExactly("nobody", "" + nobody.gid(), "" + nobody.uid(), "0");
        }
    }

    private PtyProcess start(String script) throws IOException {
        return PtyProcess.start(
                new Command(List.of("/bin/sh", "-c", script), environment(), Optional.empty()), COLUMNS, ROWS, "test");
    }

    private Map<String, String> environment() {
        return Map.of("PATH", System.getenv("PATH"), "HOME", home.toString(), "TERM", "xterm");
    }

    private static String read(PtyProcess pty) throws IOException {
        var buffer = new byte[1024];
        int count = pty.read(buffer);
        return new String(buffer, 0, Math.max(count, 0), StandardCharsets.UTF_8);
    }

    private static String readAll(PtyProcess pty) throws IOException {
        return new String(readAllBytes(pty), StandardCharsets.UTF_8);
    }

    private static byte[] readAllBytes(PtyProcess pty) throws IOException {
        var all = new ByteArrayOutputStream();
        var buffer = new byte[32 * 1024];
        for (int count = pty.read(buffer); count > 0; count = pty.read(buffer)) {
            all.write(buffer, 0, count);
        }
        return all.toByteArray();
    }

    /** The processes whose command line has this number. */
    private static List<String> running(String number) {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().arguments().stream())
                .map(arguments -> String.join(" ", arguments))
                .filter(line -> line.contains("sleep") || line.startsWith(number))
                .filter(line -> line.contains(number))
                .toList();
    }
}
