// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IniFileTest {
    @Test
    void readsSectionsAndSettings() {
        var file = IniFile.parse("""
                # a comment
                [default]
                region=eu-west-1

                [profile work]
                Region = us-east-1
                ; another
                secret = a=b#c
                """);

        assertThat(file.section("default")).isEqualTo(Map.of("region", "eu-west-1"));
        assertThat(file.section("profile work")).isEqualTo(Map.of("region", "us-east-1", "secret", "a=b#c"));
    }

    @Test
    void putsIndentedSettingsBelowTheKeyAbove() {
        var file = IniFile.parse("""
                [services local]
                ssm =
                  endpoint_url = https://localhost:1
                sts =
                    endpoint_url = https://localhost:2
                region = x
                """);

        assertThat(file.section("services local"))
                .containsEntry("ssm.endpoint_url", "https://localhost:1")
                .containsEntry("sts.endpoint_url", "https://localhost:2")
                .containsEntry("region", "x");
    }

    @Test
    void joinsSectionsOfOneName() {
        var file = IniFile.parse("[a]\nx=1\ny=1\n[b]\n[a]\nx=2\n");

        assertThat(file.section("a")).isEqualTo(Map.of("x", "2", "y", "1"));
        assertThat(file.has("b")).isTrue();
    }

    @Test
    void passesOverWhatIsNoSetting() {
        var file = IniFile.parse("stray=1\n[a]\njust words\n=nothing\n  indented = first\nx=1\n");

        assertThat(file.section("a")).isEqualTo(Map.of("indented", "first", "x", "1"));
    }

    @Test
    void aFileThatIsNotThereHasNoSections(@TempDir Path directory) throws Exception {
        assertThat(IniFile.read(directory.resolve("none")).has("default")).isFalse();
    }
}
