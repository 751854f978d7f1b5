// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

/** The demo with a server and an agent that are shell scripts, before an API that is scripted as well. */
@ExtendWith(LeakCheck.class)
@Timeout(60)
class DemoTest {
    @TempDir
    private Path directory;

    private final ScriptedApi api = new ScriptedApi();
    private final ScriptedGateway gateway = new ScriptedGateway();
    private final TestUser user = new TestUser();

    DemoTest() throws IOException {}

    @BeforeEach
    void scriptPrograms() throws IOException {
        script("""
                mkdir -p "$3"
                printf '[default]\\naws_access_key_id=ADMIN\\naws_secret_access_key=S\\n' >"$3/credentials"
                echo 'some other line'
                echo 'ready url=%s'
                exec sleep 1000
                """.formatted(api.endpoint()), "exit 0", "exec sleep 1000");
        api.answer(200, "{\"JoinToken\":\"jt\"}")
                .answer(200, "{\"Status\":\"notconnected\"}")
                .answer(200, "{\"Status\":\"connected\"}");
    }

    @AfterEach
    void stop() throws IOException {
        user.close();
        gateway.close();
        api.close();
    }

    @Test
    void runsACommandOnANodeThatHasJoined() throws Exception {
        api.answer(
                200,
                "{\"SessionId\":\"alice-1\",\"TokenValue\":\"t\",\"StreamUrl\":\"%s\"}".formatted(gateway.streamUrl()));

        var exitCode = run("uname", "-a");
        gateway.shakeHands(SessionType.NON_INTERACTIVE_COMMANDS);
        gateway.output("Linux\n");
        gateway.send(PayloadType.EXIT_CODE, new ExitCode(7).payload());
        gateway.closeChannel("");

        assertThat(exitCode.get()).isEqualTo(7);
        assertThat(user.outputText()).isEqualTo("Linux\n");
        assertThat(api.asked())
                .extracting(ScriptedApi.Asked::target)
                .containsExactly(
                        "Sallyport.CreateNodeJoinToken",
                        "AmazonSSM.GetConnectionStatus",
                        "AmazonSSM.GetConnectionStatus",
                        "AmazonSSM.StartSession");
        assertThat(api.asked().getFirst().body())
                .matches(".*\"InstanceId\":\"i-[0-9a-f]{17}\".*")
                .contains("{\"Key\":\"Name\",\"Value\":\"demo\"}", "{\"Key\":\"Environment\",\"Value\":\"demo\"}");
        assertThat(api.asked()).allMatch(asked -> asked.authorization().contains("Credential=ADMIN/"));
        assertThatNothingIsLeft();
    }

    @Test
    void withoutATerminalAndACommandPrintsTheVariablesAndStaysUp() throws Exception {
        var demo = run();
        await().until(() -> user.outputText().contains("export PATH="));

        assertThat(demo.isDone()).isFalse();
        assertThat(user.outputText().lines())
                .allMatch(line -> line.matches("export [A-Z_]+=.+"))
                .anyMatch(line -> line.matches("export SALLYPORT_TARGET=i-[0-9a-f]{17}"))
                .contains(
                        "export AWS_ENDPOINT_URL=" + api.endpoint(),
                        "export AWS_REGION=us-east-1",
                        "export AWS_DEFAULT_REGION=us-east-1",
                        "export AWS_ACCESS_KEY_ID=ADMIN",
                        "export AWS_SECRET_ACCESS_KEY=S",
                        "export AWS_DISABLE_HOST_PREFIX_INJECTION=true",
                        "export PATH=" + directory.resolve("bin") + ":\"$PATH\"")
                .anyMatch(line -> line.matches("export AWS_CA_BUNDLE=.*/ca.pem"));

        kill("server");
        assertThatThrownBy(demo::get).hasMessageContaining("the demo's server ended");
        assertThatNothingIsLeft();
    }

    @Test
    void endsTheSessionWhenTheServerDies() throws Exception {
        api.answer(
                        200,
                        "{\"SessionId\":\"alice-1\",\"TokenValue\":\"t\",\"StreamUrl\":\"%s\"}"
                                .formatted(gateway.streamUrl()))
                .answer(200, "{}");
        var demo = run("sleep", "1000");
        gateway.shakeHands(SessionType.NON_INTERACTIVE_COMMANDS);

        kill("server");

        assertThatThrownBy(demo::get).hasMessageContaining("the demo's server ended with status 143");
        assertThatNothingIsLeft();
    }

    @Test
    void saysWhatTheServerSaidWhenItDoesNotStart() throws Exception {
        script("echo 'the port is taken' >&2; exit 3", "exit 0", "exit 0");

        assertThatThrownBy(run()::get)
                .hasMessageContaining("the demo's server ended with status 3")
                .hasMessageContaining("the port is taken");
        assertThatNothingIsLeft();
    }

    @Test
    void saysWhatTheAgentSaidWhenItCannotRegister() throws Exception {
        var server = Files.readString(directory.resolve("server.sh"));
        script(server, "echo 'no such token' >&2; exit 1", "exit 0");

        assertThatThrownBy(run()::get)
                .hasMessageContaining("the demo's agent ended with status 1")
                .hasMessageContaining("no such token");
        assertThatNothingIsLeft();
    }

    private FutureTask<Integer> run(String... command) {
        var demo = new Demo(
                new AwsEnvironment(Map.of("AWS_PROFILE", "none-of-the-demos-business"), directory),
                user.end(),
                directory.resolve("sallyport"),
                InstantSource.system(),
                System::nanoTime);
        var task = new FutureTask<>(() -> demo.run(List.of(command)));
        Thread.ofPlatform().name("demo").start(task);
        return task;
    }

    /** Makes a launcher whose programs are these scripts; each leaves its process id. */
    private void script(String server, String agentRegister, String agentRun) throws IOException {
        Files.writeString(directory.resolve("server.sh"), server);
        Files.writeString(directory.resolve("agent-register.sh"), agentRegister);
        Files.writeString(directory.resolve("agent-run.sh"), agentRun);
        var launcher = Files.writeString(directory.resolve("sallyport"), """
                #!/bin/sh
                here=${0%/*}
                echo $$ >"$here/$1.pid"
                case $1 in
                    agent) . "$here/agent-$2.sh" ;;
                    *) . "$here/$1.sh" ;;
                esac
                """);
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    }

    private void kill(String program) throws IOException {
        ProcessHandle.of(pid(program)).orElseThrow().destroy();
    }

    private long pid(String program) throws IOException {
        return Long.parseLong(
                Files.readString(directory.resolve(program + ".pid")).strip());
    }

    private void assertThatNothingIsLeft() throws IOException {
        for (var program : List.of("server", "agent")) {
            if (Files.exists(directory.resolve(program + ".pid"))) {
                assertThat(ProcessHandle.of(pid(program))).isEmpty();
            }
        }
        var notice = user.notices.toString(UTF_8);
        var where = notice.substring(notice.indexOf('/'))
                .lines()
                .findFirst()
                .orElseThrow()
                .strip();
        assertThat(Path.of(where)).doesNotExist();
    }
}
