// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import sallyport.client.aws.AwsEnvironment;
import sallyport.client.session.TestUser;

class ConnectLineTest {
    private final TestUser user = new TestUser();

    ConnectLineTest() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        user.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i-12345678",
                "--region us-east-1 i-12345678",
                "--region=us-east-1 --profile=p=q web",
                "--endpoint-url https://127.0.0.1:1 --reason INC-7 web -- ls -l --help --region x",
                "web -- -- a"
            })
    void readsWhatPicocliReads(String line) {
        var words = List.of(line.split(" "));
        var command = new ConnectCommand(
                new AwsEnvironment(Map.of(), Path.of("/")), user.end(), InstantSource.system(), System::nanoTime);
        new CommandLine(command).parseArgs(words.toArray(String[]::new));

        assertThat(ConnectLine.read(words)).contains(command.asked());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "web --help",
                "web ls -l",
                "web --",
                "-- web",
                "--region",
                "--region us-east-1",
                "--region --profile web",
                "--region a --region b web",
                "--region= web",
                "--bogus web",
                "-x web",
                "@web",
                "web -- @words"
            })
    void leavesWhatIsUnusualToPicocli(String line) {
        assertThat(ConnectLine.read(List.of(line.split(" ")))).isEmpty();
    }
}
