// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunCommandTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"run", "run --state /s", "run --shell-user self --state /s", "run --state /s --shell-user u"})
    void needsNoParserForTheLineOfAService(String line) {
        assertThat(RunCommand.plain(line.split(" "))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "run --help",
                "run --state",
                "run --state --help",
                "run --state=/s",
                "run --state /s --state /t",
                "run --unknown x",
                "--help"
            })
    void leavesEverythingElseToTheParser(String line) {
        assertThat(RunCommand.plain(line.split(" "))).isEmpty();
    }
}
