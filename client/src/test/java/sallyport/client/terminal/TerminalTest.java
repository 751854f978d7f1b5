// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TerminalTest {
    @Test
    void tellsTheSizeOfTheWindow() throws Exception {
        try (var pty = new PtyRun("stty rows 33 cols 101; " + PtyRun.java(TerminalProbe.class, "size"))) {
            assertThat(pty.awaitEnd()).contains("interactive=true size=Optional[TerminalSize[cols=101, rows=33]]");
        }
    }

    @Test
    void knowsNoSizeOfATerminalThatWasNeverTold() throws Exception {
        try (var pty = new PtyRun("stty rows 0 cols 0; " + PtyRun.java(TerminalProbe.class, "size"))) {
            assertThat(pty.awaitEnd()).contains("interactive=true size=Optional.empty");
        }
    }

    @Test
    void seesNoTerminalInAPipe() throws Exception {
        try (var pty = new PtyRun(PtyRun.java(TerminalProbe.class, "size") + " </dev/null | cat")) {
            assertThat(pty.awaitEnd()).contains("interactive=false");
        }
    }

    @Test
    void hearsOfAResizeAtOnce() throws Exception {
        try (var pty = new PtyRun("stty rows 24 cols 80; " + PtyRun.java(TerminalProbe.class, "resize"))) {
            pty.await("waiting");
            pty.resize(40, 132);
            pty.await("now=Optional[TerminalSize[cols=132, rows=40]]");
        }
    }

    @Test
    void letsEveryKeyThroughAndPutsTheModesBack() throws Exception {
        var script = "stty -g; " + PtyRun.java(TerminalProbe.class, "raw") + "; stty -g";
        try (var pty = new PtyRun(script)) {
            pty.await("ready");
            pty.type("\u0003\u001a\u001c\r\n\u0004");
            var lines = pty.awaitEnd().lines().toList();

            assertThat(lines).anyMatch(line -> line.contains("keys=031a1c0d0a04"));
            assertThat(lines.getLast()).isEqualTo(lines.getFirst()).contains(":");
        }
    }
}
