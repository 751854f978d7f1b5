// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sallyport.client.aws.AwsEnvironment;
import sallyport.client.aws.ScriptedApi;
import sallyport.client.session.ScriptedGateway;
import sallyport.client.session.TestUser;
import sallyport.testkit.LeakCheck;
import sallyport.wire.frame.PayloadType;
import sallyport.wire.message.ExitCode;
import sallyport.wire.message.SessionType;

@ExtendWith(LeakCheck.class)
@Timeout(60)
class PluginTest {
    private static final String GREETING = "\nStarting session with SessionId: alice-1\n";

    @TempDir
    private Path home;

    private final ScriptedApi api = new ScriptedApi();
    private final ScriptedGateway gateway = new ScriptedGateway();
    private final TestUser user = new TestUser();

    PluginTest() throws IOException {}

    @BeforeEach
    void makeProfile() throws IOException {
        Files.writeString(home.resolve("credentials"), "[work]\naws_access_key_id=WORKKEY\naws_secret_access_key=s\n");
    }

    @AfterEach
    void stop() throws Exception {
        user.close();
        gateway.close();
        api.close();
    }

    @Test
    void saysWhatTheOriginalSaysAtAnOrdinaryEnd() throws Exception {
        var exitCode = run("{\"Target\":\"i-1\"}");
        gateway.shakeHands(SessionType.STANDARD_STREAM);
        gateway.output("$ ");
        gateway.send(PayloadType.EXIT_CODE, new ExitCode(3).payload());
        gateway.closeChannel("");

        assertThat(exitCode.get()).isZero();
        assertThat(user.outputText()).isEqualTo(GREETING + "$ \n\nExiting session with sessionId: alice-1.\n\n");
    }

    @Test
    void saysWhatTheServerSays() throws Exception {
        var exitCode = run("{\"Target\":\"i-1\"}");
        gateway.shakeHands(SessionType.STANDARD_STREAM);
        gateway.closeChannel("terminated by bob");

        assertThat(exitCode.get()).isZero();
        assertThat(user.outputText()).isEqualTo(GREETING + "\n\nSessionId: alice-1 : terminated by bob\n\n");
    }

    @Test
    void printsErrorsAndTheExitCodeOnOutputWhereTheStreamsAreSeparate() throws Exception {
        var exitCode = run("{\"Target\":\"i-1\",\"Parameters\":{\"separateOutputStream\":[\"true\"]}}");
        gateway.shakeHands(SessionType.NON_INTERACTIVE_COMMANDS);
        gateway.send(PayloadType.STD_ERR, new byte[] {'e'});
        gateway.send(PayloadType.EXIT_CODE, new ExitCode(7).payload());
        gateway.closeChannel("");

        assertThat(exitCode.get()).isZero();
        assertThat(user.outputText())
                .isEqualTo(GREETING + "eEXIT_CODE: 7\n\nExiting session with sessionId: alice-1.\n\n");
    }

    @Test
    void resumesWithTheEndpointAndProfileTheCliHandsOver() throws Exception {
        var exitCode = run("{\"Target\":\"i-1\"}");
        gateway.shakeHands(SessionType.STANDARD_STREAM);
        api.answer(400, "{\"__type\":\"DoesNotExistException\"}");
        gateway.close();

        assertThat(exitCode.get()).isZero();
        assertThat(user.outputText()).endsWith("Session: alice-1 timed out.\n");
        assertThat(api.asked().getFirst().authorization())
                .contains("Credential=WORKKEY/")
                .contains("/eu-west-9/ssm/");
    }

    @Test
    void refusesWhatIsNoSession() throws Exception {
        var plugin = new Plugin(environment(), user.end(), InstantSource.system(), System::nanoTime);

        assertThat(plugin.run(List.of("{}", "r", "StartSession"))).isEqualTo(2);
        assertThat(user.outputText()).startsWith("Cannot perform start session: ");
    }

    private FutureTask<Integer> run(String request) {
        var response =
                "{\"SessionId\":\"alice-1\",\"TokenValue\":\"t\",\"StreamUrl\":\"%s\"}".formatted(gateway.streamUrl());
        var arguments = List.of(
                response,
                "eu-west-9",
                "StartSession",
                "work",
                request,
                api.endpoint().toString());
        var plugin = new Plugin(environment(), user.end(), InstantSource.system(), System::nanoTime);
        var task = new FutureTask<>(() -> plugin.run(arguments));
        Thread.ofPlatform().name("plugin").start(task);
        return task;
    }

    private AwsEnvironment environment() {
        return new AwsEnvironment(
                Map.of(
                        "AWS_SHARED_CREDENTIALS_FILE",
                        home.resolve("credentials").toString()),
                home);
    }
}
