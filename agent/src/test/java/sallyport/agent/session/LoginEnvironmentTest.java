// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sallyport.agent.pty.Account;

class LoginEnvironmentTest {
    @Test
    void saysWhoTheUserIsAndTakesNothingFromTheAgent() {
        var environment = LoginEnvironment.of(new Account("anna", 1000, 1000, "/home/anna", "/bin/zsh"));
        assertThat(environment)
                .containsEntry("USER", "anna")
                .containsEntry("LOGNAME", "anna")
                .containsEntry("HOME", "/home/anna")
                .containsEntry("SHELL", "/bin/zsh")
                .containsEntry("TERM", "xterm-256color")
                .containsKeys("PATH", "LANG");
        assertThat(System.getenv()).containsKey("PWD"); // the agent has one, and the session must not
        assertThat(environment).doesNotContainKeys("PWD", "OLDPWD", "JAVA_HOME");
    }

    @Test
    void readsTheSystemsFilesAsLoginsDo() {
        var lines =
                List.of("# comment", "", "LANG=\"de_DE.UTF-8\"", "export A='x y'", " B=1=2 ", "no assignment", "=x");
        assertThat(LoginEnvironment.parse(lines)).isEqualTo(Map.of("LANG", "de_DE.UTF-8", "A", "x y", "B", "1=2"));
    }
}
