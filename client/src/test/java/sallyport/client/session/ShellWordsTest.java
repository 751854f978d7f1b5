// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShellWordsTest {
    @Test
    void leavesPlainArgumentsReadable() {
        assertThat(ShellWords.join(List.of("uname", "-a", "/etc/os-release", "a=b")))
                .isEqualTo("uname -a /etc/os-release a=b");
    }

    @Test
    void quotesWhatAShellWouldChange() {
        assertThat(ShellWords.join(List.of("sh", "-c", "exit 7"))).isEqualTo("sh -c 'exit 7'");
        assertThat(ShellWords.quote("")).isEqualTo("''");
        assertThat(ShellWords.quote("it's")).isEqualTo("'it'\\''s'");
    }

    @Test
    void aShellReadsTheSameArgumentsAgain() throws Exception {
        var arguments =
                List.of("plain", "", "two words", "it's", "$HOME", "`id`", "a\nb", "*", "\"", "\\", "ü", "~", "-n");
        var script = "for a in " + ShellWords.join(arguments) + "; do printf '%s\\0' \"$a\"; done";

        var shell = new ProcessBuilder("sh", "-c", script).start();
        var printed = new String(shell.getInputStream().readAllBytes(), UTF_8);

        assertThat(printed.split("\0", -1)).startsWith(arguments.toArray(String[]::new));
    }
}
