// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stock {@code aws ssm start-session} with our plugin, on a real terminal. */
class AwsCliShellTest {

    /** No user's start-up files: the prompt is known. */
    private static final String PROMPT = "(?:\\$|#) ";

    private static Demo demo;
    private Terminal terminal;

    @BeforeAll
    static void startDemo() throws IOException {
        StockPrograms.require("aws", "python3");
        demo = Demo.start();
    }

    @AfterAll
    static void endDemo() throws Exception {
        if (demo != null) {
            demo.close();
        }
    }

    @BeforeEach
    void startSession() throws IOException {
        terminal = Terminal.run(demo.environment(), 37, 113, "aws", "ssm", "start-session", "--target", demo.target());
        terminal.expect("Starting session with SessionId: (\\S+)");
        terminal.expect(PROMPT);
        // Split, so that the echo of this line is not taken for the prompt; no escape sequences around pasted text.
        terminal.type("PS1='rea''dy> '; unset PROMPT_COMMAND; bind 'set enable-bracketed-paste off' 2>/dev/null\r");
        terminal.expect("ready> ");
    }

    @AfterEach
    void endSession() throws Exception {
        terminal.close();
    }

    @Test
    void theShellHasTheSizeOfTheTerminalAndFollowsIt() {
        terminal.type("stty size\r");
        assertThat(terminal.expect("\n(\\d+ \\d+)\r")).isEqualTo("37 113");

        terminal.resize(50, 171);
        terminal.type("\r");
        terminal.expect("ready> ");
        terminal.type("sleep 0.3; stty size\r");
        assertThat(terminal.expect("\n(\\d+ \\d+)\r")).isEqualTo("50 171");
    }

    @Test
    void controlCEndsTheProgramAndNotTheSession() {
        terminal.type("sleep 1000\r");
        terminal.expect("sleep 1000");
        terminal.type("\u0003");
        terminal.expect("ready> ");
        terminal.type("echo status $?\r");
        terminal.expect("\nstatus 130\r");
    }

    @Test
    void controlZSuspendsAndTheJobComesBack() {
        terminal.type("cat\r");
        terminal.expect("cat\r\n");
        terminal.type("\u001a");
        terminal.expect("Stopped");
        terminal.expect("ready> ");
        terminal.type("fg\r");
        terminal.expect("cat");
        terminal.type("back again\r");
        terminal.expect("back again\r\nback again\r");
        terminal.type("\u0004");
        terminal.expect("ready> ");
    }

    @Test
    void wideAndCombiningCharactersPassBothWays() {
        terminal.type("printf '%s\\n' 'žluťoučký 日本語 👩‍🚀' | od -An -tx1 | tr -d ' \\n'; echo .\r");
        String hex = terminal.expect("\n([0-9a-f]+)\\.");
        assertThat(HexFormat.of().parseHex(hex)).isEqualTo("žluťoučký 日本語 👩‍🚀\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void tenMegabytesOfEveryByteValueArriveIntact() throws Exception {
        int size = 10 << 20;
        byte[] expected = new byte[size];
        for (int i = 0; i < size; i++) {
            expected[i] = (byte) i;
        }
        terminal.type(
                "stty raw -echo; printf START; python3 -c \"import sys; sys.stdout.buffer.write(bytes(range(256)) * "
                        + (size / 256) + ")\"; stty sane; echo\r");
        terminal.expect("START\"?.*?START|\nSTART|\rSTART");
        String hash = terminal.sha256OfNext(size, Duration.ofSeconds(90));

        assertThat(hash)
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(expected)));
        terminal.expect("ready> ");
    }

    @Test
    void fullScreenProgramsWork() {
        StockPrograms.require("vi", "top");
        terminal.type("vi -u NONE /tmp/sallyport-e2e-$$.txt\r");
        terminal.expect("\\[New\\]|New File|~");
        terminal.type("ihello from vi\u001b:wq\r");
        terminal.expect("ready> ");
        terminal.type("cat /tmp/sallyport-e2e-$$.txt; rm /tmp/sallyport-e2e-$$.txt\r");
        terminal.expect("\nhello from vi\r");
        terminal.type("top\r");
        terminal.expect("load average");
        terminal.type("q");
        terminal.expect("ready> ");
    }

    @Test
    void exitEndsTheCliWithZeroAndLeavesNoProcessOnTheNode() throws Exception {
        terminal.type("sleep 98765 & echo started\r");
        terminal.expect("\nstarted\r");
        terminal.type("exit\r");
        terminal.expect("Exiting session with sessionId: \\S+");

        assertThat(terminal.exitStatus()).isZero();
        assertThat(Result.of(new ProcessBuilder("pgrep", "-f", "sleep 98765")).out())
                .isEmpty();
    }
}
