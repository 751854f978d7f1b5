// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sallyport.agent.Tasks;
import sallyport.agent.TestAgent;
import sallyport.agent.TestGateway;
import sallyport.testkit.LeakCheck;
import sallyport.wire.frame.MessageType;
import sallyport.wire.frame.PayloadType;
import sallyport.wire.message.AgentTaskComplete;
import sallyport.wire.message.ChannelClosed;
import sallyport.wire.message.Messages;
import sallyport.wire.message.ProcessedClientAction;
import sallyport.wire.message.RequestedClientAction;
import sallyport.wire.message.SessionTask;

@Timeout(60)
@ExtendWith(LeakCheck.class)
class SessionTest {
    private TestGateway gateway;
    private TestAgent agent;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws Exception {
        gateway = new TestGateway();
        agent = new TestAgent(gateway);
        gateway.awaitControlChannel();
    }

    @AfterEach
    void stop() throws IOException {
        agent.close();
        gateway.close();
    }

    @Test
    void opensALoginShellThatKnowsItsWindowAndTellsOurClientItsExitCode() throws Exception {
        var client = gateway.start(Tasks.shell());
        var asked = client.shakeHands(true);
        assertThat(asked.agentVersion()).matches("\\d+\\.\\d+\\.\\d+\\.\\d+");
        assertThat(asked.requestedClientActions().getFirst())
                .isInstanceOfSatisfying(
                        RequestedClientAction.SelectSessionType.class,
                        select -> assertThat(select.parameters().sessionType()).isEqualTo("Standard_Stream"));
        client.resize(101, 37);
        client.type("echo \"$TERM $(stty size) in $PWD as $LOGNAME\"\n");
        assertThat(client.readUntil("as " + System.getProperty("user.name")))
                .contains("xterm-256color 37 101 in " + System.getProperty("user.home"));
        client.resize(90, 20);
        client.type("stty size; exit 7\n");
        client.readUntil("20 90");
        assertThat(client.readThrough(PayloadType.EXIT_CODE)).endsWith("EXIT_CODE EXIT_CODE: 7|");
        assertEnded("Success", "");
        assertThat(client.states.poll(5, TimeUnit.SECONDS)).contains("\"Connected\"");
        assertThat(client.states.poll(5, TimeUnit.SECONDS)).contains("\"Terminating\"");
    }

    @Test
    void neverShowsTheExitCodeInTheOfficialClientsTerminal() throws Exception {
        var client = gateway.start(Tasks.interactive("echo done; exit 3"));
        client.shakeHands(false);
        client.resize(80, 24);
        client.readUntil("done\r\n");
        assertEnded("Success", "");
        assertThat(client.hasFrame()).isFalse();
    }

    @Test
    void waitsForTheWindowAndNoLongerThanForTheFirstKey() throws Exception {
        var client = gateway.start(Tasks.interactive("stty size; cat"));
        client.shakeHands(true);
        client.type("key\n");
        client.readUntil("24 80");
        client.type("again\n"); // the first key's echo may have come with the size
        client.readUntil("again");
        client.type("\u0004");
        assertThat(client.readThrough(PayloadType.EXIT_CODE)).contains("EXIT_CODE: 0");
    }

    @Test
    void typesTheShellProfileFirst() throws Exception {
        var client = gateway.start(
                Tasks.with("Standard_Stream", null, Tasks.inputs("", false, "", "echo pro''file; exit 4")));
        client.shakeHands(true);
        client.resize(80, 24);
        client.readUntil("profile\r\n");
        assertThat(client.readThrough(PayloadType.EXIT_CODE)).contains("EXIT_CODE: 4");
    }

    @Test
    void passesKeysThatMakeSignals() throws Exception {
        var client = gateway.start(Tasks.interactive("echo ready; exec sleep 30"));
        client.shakeHands(true);
        client.resize(80, 24);
        client.readUntil("ready");
        client.type("\u0003");
        assertThat(client.readThrough(PayloadType.EXIT_CODE)).endsWith("EXIT_CODE: 130|");
    }

    @Test
    void sendsOutputOfACommandWhileItRuns() throws Exception {
        var mark = directory.resolve("go on");
        var client = gateway.start(Tasks.plain(
                "sh -c 'echo out; echo err >&2; while ! [ -e \"" + mark + "\" ]; do sleep 0.01; done; exit 9'"));
        client.shakeHands(false);
        client.readUntil("out\nerr\n");
        Files.createFile(mark);
        assertEnded("Success", "");
        assertThat(client.hasFrame()).isFalse();
    }

    @Test
    void keepsErrorsApartWithPrefixesAndTellsEveryClientTheExitCode() throws Exception {
        var client = gateway.start(Tasks.separate("sh -c 'echo out; echo err >&2; exit 9'", "O:", "E:"));
        client.shakeHands(false);
        var seen = client.readThrough(PayloadType.EXIT_CODE);
        assertThat(seen).contains("OUTPUT O:out\n|", "STD_ERR E:err\n|").endsWith("EXIT_CODE EXIT_CODE: 9|");
    }

    @Test
    void runsNoShellForCommandsWithoutATerminal() throws Exception {
        var client = gateway.start(Tasks.plain("echo a; 'b  c' $HOME # d"));
        client.shakeHands(true);
        assertThat(client.readThrough(PayloadType.EXIT_CODE))
                .isEqualTo("OUTPUT a; b  c $HOME\n|EXIT_CODE EXIT_CODE: 0|");
    }

    @Test
    void interruptsACommandWithoutATerminal() throws Exception {
        var client = gateway.start(Tasks.plain("sh -c 'echo ready; exec sleep 30'"));
        client.shakeHands(true);
        client.readUntil("ready");
        client.type("ignored\u0003");
        assertThat(client.readThrough(PayloadType.EXIT_CODE)).endsWith("EXIT_CODE: 130|");
    }

    @Test
    void losesAndDoublesNoOutputWhenTheConnectionBreaks() throws Exception {
        var client = gateway.start(Tasks.interactive("stty -opost; seq 1 20000"));
        client.shakeHands(true);
        client.resize(80, 24);
        var output = new StringBuilder(client.readUntil("\n10"));
        for (int cut = 0; cut < 3; cut++) {
            client.drop();
            output.append(client.readUntil("\n"));
        }
        while (output.indexOf("20000\n") < 0) {
            output.append(client.readUntil("\n"));
        }
        var expected = new StringBuilder();
        for (int i = 1; i <= 20_000; i++) {
            expected.append(i).append('\n');
        }
        assertThat(output.toString()).isEqualTo(expected.toString());
    }

    @Test
    void keepsTheShellWhileTheClientIsAwayAndStopsItWhenItHasSaidTooMuch() throws Exception {
        var counter = directory.resolve("counter");
        var client = gateway.start(Tasks.interactive(
                "i=0; while :; do i=$((i+1)); printf '%01000d\\n' $i; echo $i >" + counter + "; done"));
        client.shakeHands(true);
        client.resize(80, 24);
        client.readUntil("\n");
        client.fallSilent(true);
        var before = new AtomicReference<>("");
        await().atMost(30, TimeUnit.SECONDS)
                .pollInterval(300, TimeUnit.MILLISECONDS)
                .until(() -> {
                    var now = Files.readString(counter);
                    return now.length() > 4
                            && now.equals(before.getAndSet(now)); // thousands of lines, and no more of them
                });
        assertThat(Integer.parseInt(Files.readString(counter).strip())).isLessThan(6_000); // some 4 MiB and the pipes
        client.fallSilent(false);
        client.type("\u0003");
        assertThat(client.readThrough(PayloadType.EXIT_CODE)).endsWith("EXIT_CODE: 130|");
    }

    @Test
    void endsTheSessionWhenTheServerSaysSoOnEitherChannel() throws Exception {
        for (boolean onControlChannel : new boolean[] {false, true}) {
            var pidFile = directory.resolve("pid" + onControlChannel);
            var task = Tasks.interactive("echo $$ >" + pidFile + "; echo ready; exec sleep 30");
            var client = gateway.start(renamed(task, "user-" + onControlChannel));
            client.shakeHands(true);
            client.resize(80, 24);
            client.readUntil("ready");
            if (onControlChannel) {
                gateway.send(
                        MessageType.CHANNEL_CLOSED,
                        Messages.write(new ChannelClosed("m", "", "user-true", "user-true", "channel_closed", 1, "")));
            } else {
                client.sendControl(MessageType.CHANNEL_CLOSED);
            }
            assertEnded("Cancelled", "");
            assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip())))
                    .as("the program")
                    .isEmpty();
        }
    }

    @Test
    void hangsUpOnAllProgramsWhenTheAgentStopsAndSaysWhy() throws Exception {
        var pidFile = directory.resolve("pid");
        var client = gateway.start(Tasks.interactive("echo $$ >" + pidFile + "; echo ready; exec sleep 30"));
        client.shakeHands(true);
        client.resize(80, 24);
        client.readUntil("ready");
        agent.stopSessions();
        assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip())))
                .isEmpty();
        assertEnded("Cancelled", "the agent on this node was stopped");
        gateway.start(Tasks.shell());
        assertEnded("Failed", "the agent on this node is stopping");
    }

    @Test
    void refusesWhatItCannotDoWithASentence() throws Exception {
        assertRefused(Tasks.task("Port", null), "does not forward ports yet");
        assertRefused(Tasks.task("Telepathy", null), "no sessions of type \"Telepathy\"");
        assertRefused(Tasks.with("Standard_Stream", null, Tasks.inputs("alias/key", false, "", "")), "KMS");
        assertRefused(Tasks.interactive("  "), "contains no command");
        assertRefused(Tasks.plain("echo 'unclosed"), "unclosed '");
        assertRefused(Tasks.separate("true", "no spaces please", ""), "separator prefix");
        assertRefused(
                Tasks.with("Standard_Stream", null, Tasks.inputs("", true, "no-such-user", "")),
                "no account \"no-such-user\"");
        assertRefused(Tasks.with("Standard_Stream", null, Tasks.inputs("", true, "", "")), "SSMSessionRunAs");
        assertRefused(Tasks.with("Standard_Stream", null, Tasks.inputs("", true, "root", "")), "rights of root");
    }

    @Test
    void saysSoWhenTheClientCannotDoTheSession() throws Exception {
        var client = gateway.start(Tasks.shell());
        client.nextFrame();
        client.answer(
                false,
                new ProcessedClientAction("SessionType", ProcessedClientAction.FAILED, null, "Unknown session type"));
        assertEnded("Failed", "the handshake failed at SessionType: Unknown session type");
    }

    @Test
    void startsASessionOnceHoweverOftenTheServerAsks() throws Exception {
        var task = Tasks.interactive("echo once; exec sleep 30");
        var client = gateway.start(task);
        gateway.start(task);
        client.shakeHands(true);
        client.resize(80, 24);
        client.readUntil("once");
        agent.stopSessions();
        assertEnded("Cancelled", "the agent on this node was stopped");
        assertThat(gateway.calls.stream().filter(call -> call.startsWith("upgrade /v1/data-channel/")))
                .hasSize(1);
    }

    private void assertRefused(SessionTask task, String because) throws Exception {
        gateway.start(task);
        var complete = nextCompletion();
        assertThat(complete.finalTaskStatus()).isEqualTo("Failed");
        assertThat(complete.output()).contains(because);
    }

    private void assertEnded(String status, String text) throws Exception {
        var complete = nextCompletion();
        assertThat(complete.finalTaskStatus()).isEqualTo(status);
        assertThat(complete.output()).isEqualTo(text);
    }

    private AgentTaskComplete nextCompletion() throws InterruptedException {
        return Objects.requireNonNull(gateway.completions.poll(20, TimeUnit.SECONDS), "no completion");
    }

    private static SessionTask renamed(SessionTask task, String id) {
        return new SessionTask(
                task.documentName(),
                id,
                task.parameters(),
                task.runAsUser(),
                task.sessionOwner(),
                task.documentContent());
    }
}
