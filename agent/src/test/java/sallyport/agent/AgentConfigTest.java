// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sallyport.agent.session.ShellUser;

class AgentConfigTest {
    @TempDir
    Path state;

    @Test
    void runsSessionsAsSsmUserWithoutSudoUnlessToldOtherwise() throws Exception {
        assertThat(AgentConfig.read(state).shellUser()).isEqualTo(new ShellUser("ssm-user", false));
        assertThat(read("{\"shellUser\":\"self\",\"sudo\":true}").shellUser()).isEqualTo(new ShellUser("self", true));
        assertThat(read("{\"sudo\":true}").withShellUser("ops").shellUser()).isEqualTo(new ShellUser("ops", true));
    }

    @Test
    void refusesSettingsItDoesNotKnowOrCannotRead() {
        assertThatThrownBy(() -> read("{\"shelluser\":\"self\"}"))
                .hasMessageContaining("unknown settings [shelluser]; there are [shellUser, sudo]");
        assertThatThrownBy(() -> read("{\"sudo\":\"yes\"}")).hasMessageContaining("is not a boolean");
        assertThatThrownBy(() -> read("{\"shellUser\":1}")).hasMessageContaining("is not a text");
        assertThatThrownBy(() -> read("{\"shellUser\":\"\"}")).hasMessageContaining("is empty");
        assertThatThrownBy(() -> read("shellUser: self")).isInstanceOf(IOException.class);
    }

    private AgentConfig read(String json) throws IOException {
        Files.writeString(state.resolve(AgentConfig.FILE), json);
        return AgentConfig.read(state);
    }
}
