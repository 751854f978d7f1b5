// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import sallyport.client.aws.AwsApiException;
import sallyport.client.aws.ScriptedApi;
import sallyport.testkit.LeakCheck;
import sallyport.wire.frame.PayloadType;
import sallyport.wire.message.ExitCode;
import sallyport.wire.message.SessionType;

@ExtendWith(LeakCheck.class)
@Timeout(60)
class NodeSessionTest {
    private final ScriptedApi api = new ScriptedApi();
    private final ScriptedGateway gateway = new ScriptedGateway();
    private final TestUser user = new TestUser();
    private final SessionRoute route = api.route();
    private final NodeSession session = new NodeSession(route, user.end());

    NodeSessionTest() throws IOException {
        api.answer(
                200,
                "{\"SessionId\":\"alice-1\",\"TokenValue\":\"t\",\"StreamUrl\":\"%s\"}".formatted(gateway.streamUrl()));
    }

    @AfterEach
    void stop() throws Exception {
        user.close();
        route.close();
        gateway.close();
        api.close();
    }

    @Test
    void runsACommandWithTheTwoOutputsApart() throws Exception {
        var exitCode = run("sh", "-c", "echo hi; exit 7");
        gateway.shakeHands(SessionType.NON_INTERACTIVE_COMMANDS);
        gateway.output("hi\n");
        gateway.send(PayloadType.EXIT_CODE, new ExitCode(7).payload());
        gateway.closeChannel("");

        assertThat(exitCode.get()).isEqualTo(7);
        assertThat(user.outputText()).isEqualTo("hi\n");
        assertThat(api.asked().getFirst().body())
                .contains("\"Target\":\"i-1\"")
                .contains("\"DocumentName\":\"AWS-StartNonInteractiveCommand\"")
                .contains("\"command\":[\"sh -c 'echo hi; exit 7'\"]")
                .contains("\"separateOutputStream\":[\"True\"]");
    }

    @Test
    void aShellsExitCodeIsItsOwn() throws Exception {
        var exitCode = run();
        gateway.shakeHands(SessionType.STANDARD_STREAM);
        gateway.send(PayloadType.EXIT_CODE, new ExitCode(3).payload());
        gateway.closeChannel("");

        assertThat(exitCode.get()).isEqualTo(3);
        assertThat(api.asked().getFirst().body()).isEqualTo("{\"Target\":\"i-1\"}");
    }

    @Test
    void withoutAnExitCodeAnOrdinaryEndIsSuccess() throws Exception {
        var exitCode = run();
        gateway.awaitOpen();
        gateway.closeChannel("");

        assertThat(exitCode.get()).isZero();
    }

    @Test
    void saysWhyTheServerEndedTheSession() throws Exception {
        var exitCode = run();
        gateway.awaitOpen();
        gateway.closeChannel("the session was idle for 20 minutes");

        assertThat(exitCode.get()).isEqualTo(255);
        assertThat(user.notices.toString(UTF_8)).contains("the session was idle for 20 minutes");
        assertThat(user.outputText()).isEmpty();
    }

    @Test
    void leavesASessionThatOnlyThenBegins() throws Exception {
        session.leave();

        assertThat(run().get()).isEqualTo(255);
        assertThat(api.asked())
                .extracting(ScriptedApi.Asked::target)
                .containsExactly("AmazonSSM.StartSession", "AmazonSSM.TerminateSession");
    }

    @Test
    void failsWhenTheNodeIsNotConnected() throws Exception {
        try (var refusing = new ScriptedApi();
                var there = refusing.route()) {
            refusing.answer(400, "{\"__type\":\"TargetNotConnected\",\"message\":\"i-1 is not connected.\"}");

            assertThatThrownBy(() -> new NodeSession(there, user.end()).run("i-1", List.of(), Optional.empty()))
                    .isInstanceOf(AwsApiException.class)
                    .hasMessage("i-1 is not connected.");
        }
    }

    private FutureTask<Integer> run(String... command) {
        var task = new FutureTask<>(() -> session.run("i-1", List.of(command), Optional.empty()));
        Thread.ofPlatform().name("session").start(task);
        return task;
    }
}
