// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sallyport.client.aws.AwsEnvironment;
import sallyport.client.aws.ScriptedApi;
import sallyport.client.session.TestUser;

class CommandsTest {
    @TempDir
    private Path home;

    private final TestUser user = new TestUser();
    private final Map<String, String> variables =
            new HashMap<>(Map.of("AWS_ACCESS_KEY_ID", "AK", "AWS_SECRET_ACCESS_KEY", "SK", "AWS_REGION", "us-east-1"));

    CommandsTest() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        user.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connect --help",
                "login --help",
                "why --help",
                "who-can --help",
                "demo --help",
                "ledger --help",
                "ledger verify --help",
                "--help"
            })
    void explainsItself(String line) {
        assertThat(run(line.split(" "))).isZero();
        assertThat(user.outputText()).contains("Usage: sallyport").contains("Shows this text.");
        assertThat(user.notices).hasToString("");
    }

    @Test
    void saysARefusalInAwssWords() throws IOException {
        try (var api = new ScriptedApi()) {
            api.answer(400, "{\"__type\":\"TargetNotConnected\",\"message\":\"i-12345678 is not connected.\"}");

            int exitCode = run("connect", "--endpoint-url", api.endpoint().toString(), "i-12345678");

            assertThat(exitCode).isEqualTo(255);
            assertThat(user.notices.toString(UTF_8))
                    .isEqualTo("sallyport: An error occurred (TargetNotConnected) when calling the StartSession "
                            + "operation: i-12345678 is not connected.\n");
            assertThat(user.outputText()).isEmpty();
        }
    }

    @Test
    void handsTheReasonAndTheCommandOver() throws IOException {
        try (var api = new ScriptedApi()) {
            api.answer(400, "{\"__type\":\"AccessDeniedException\",\"message\":\"no\"}");

            run(
                    "connect",
                    "--endpoint-url",
                    api.endpoint().toString(),
                    "--reason",
                    "INC-7",
                    "i-12345678",
                    "--",
                    "ls",
                    "-l",
                    "--help");

            assertThat(api.asked().getFirst().body())
                    .contains("\"Reason\":\"INC-7\"")
                    .contains("\"command\":[\"ls -l --help\"]");
        }
    }

    @Test
    void needsARegion() {
        variables.remove("AWS_REGION");

        assertThat(run("connect", "i-12345678")).isEqualTo(255);
        assertThat(user.notices.toString(UTF_8)).isEqualTo("sallyport: no region: set AWS_REGION or pass --region\n");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(run("connect", "--bogus", "i-1")).isEqualTo(2);
        assertThat(user.notices.toString(UTF_8)).contains("--bogus");
    }

    private int run(String... words) {
        return new Commands(
                        new AwsEnvironment(variables, home),
                        user.end(),
                        Path.of("sallyport"),
                        InstantSource.system(),
                        System::nanoTime)
                .run(List.of(words));
    }
}
