// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit file that operators copy. */
class SystemdUnitTest {
    private static final Path UNIT = Path.of("src/main/systemd/sallyport-agent.service");
    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

    @TempDir
    private Path directory;

    @Test
    void leavesShellsWhatTheyNeedAndComesBackAlways() throws Exception {
        assertThat(settings())
                .containsEntry("Restart", "always")
                .containsEntry("StartLimitIntervalSec", "0")
                .containsEntry("KillMode", "process")
                .containsEntry("OOMPolicy", "continue")
                .containsEntry("NoNewPrivileges", "no")
                .containsEntry("ProtectHome", "no")
                .containsEntry("ProtectSystem", "no")
                .containsEntry("PrivateTmp", "no")
                .containsEntry("PrivateDevices", "no")
                .doesNotContainKeys(
                        "OOMScoreAdjust", "UMask", "DevicePolicy", "SystemCallFilter", "CapabilityBoundingSet");
        assertThat(Path.of("/var/lib", settings().get("StateDirectory")))
                .as("where a root agent looks")
                .isEqualTo(Path.of(settings().get("ConditionPathExists")).getParent());
    }

    @Test
    void isWhatSystemdTakes() throws Exception {
        assumeTrue(Files.isExecutable(ANALYZE), "no systemd-analyze");
        // systemd-analyze wants the program and the page to be there
        var installed = Files.readString(UNIT)
                .replace("/opt/sallyport/sallyport", "/bin/sh")
                .replace("/opt/sallyport/README.md", UNIT.toAbsolutePath().toString());
        var unit = Files.writeString(directory.resolve("sallyport-agent.service"), installed);
        var verify = new ProcessBuilder(ANALYZE.toString(), "verify", unit.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(verify.waitFor()).as(said).isZero();
        assertThat(said.lines().filter(line -> line.contains("sallyport-agent")))
                .isEmpty();
    }

    private static Map<String, String> settings() throws IOException {
        var settings = new TreeMap<String, String>();
        for (var line : Files.readAllLines(UNIT)) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                settings.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return settings;
    }
}
