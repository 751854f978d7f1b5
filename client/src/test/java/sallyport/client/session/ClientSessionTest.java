// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import sallyport.client.aws.ScriptedApi;
import sallyport.client.aws.SessionTicket;
import sallyport.testkit.LeakCheck;
import sallyport.wire.frame.PayloadType;
import sallyport.wire.message.ExitCode;
import sallyport.wire.message.HandshakeComplete;
import sallyport.wire.message.HandshakeRequest;
import sallyport.wire.message.Messages;
import sallyport.wire.message.ProcessedClientAction;
import sallyport.wire.message.RequestedClientAction;
import sallyport.wire.message.Sallyport;
import sallyport.wire.message.SessionType;
import sallyport.wire.message.TerminalSize;

@ExtendWith(LeakCheck.class)
@Timeout(60)
class ClientSessionTest {
    private final ScriptedApi api = new ScriptedApi();
    private final ScriptedGateway gateway = new ScriptedGateway();
    private final TestUser user = new TestUser();
    private final SessionRoute route = api.route();
    private final ClientSession session =
            new ClientSession(new SessionTicket("alice-1", "token-1", gateway.streamUrl()), route, user.end());
    private final FutureTask<SessionOutcome> outcome = inBackground(session::run);

    ClientSessionTest() throws IOException {}

    @AfterEach
    void stop() throws Exception {
        session.leave();
        outcome.get(20, TimeUnit.SECONDS);
        user.close();
        route.close();
        gateway.close();
        api.close();
    }

    @Test
    void opensTheChannelWithItsTicketAndMarksItselfAsOurs() throws Exception {
        var open = gateway.awaitOpen();

        assertThat(open.tokenValue()).isEqualTo("token-1");
        assertThat(open.clientVersion()).isEqualTo(ClientVersion.TEXT);
        assertThat(open.sallyport()).isEqualTo(Sallyport.CURRENT);
    }

    @Test
    void answersTheHandshake() throws Exception {
        var response = gateway.shakeHands(SessionType.STANDARD_STREAM);

        assertThat(response.clientVersion()).isEqualTo(ClientVersion.TEXT);
        assertThat(response.sallyport()).isEqualTo(Sallyport.CURRENT);
        assertThat(response.processedClientActions())
                .extracting(ProcessedClientAction::actionType, ProcessedClientAction::status)
                .containsExactly(tuple("SessionType", ProcessedClientAction.SUCCESS));
    }

    @Test
    void sendsTheWindowsSizeBeforeAnyKey() throws Exception {
        user.type("ls\n");
        gateway.shakeHands(SessionType.STANDARD_STREAM);

        var first = gateway.awaitInput();

        assertThat(first.payloadType()).isEqualTo(PayloadType.SIZE);
        assertThat(Messages.read(first.payload(), TerminalSize.class)).isEqualTo(new TerminalSize(300, 100));
        assertThat(gateway.awaitData(3)).asString().isEqualTo("ls\n");
    }

    @Test
    void tellsOurOwnAgentTheSizeWithTheHandshakeAndOnlyOnce() throws Exception {
        user.type("ls\n");
        gateway.send(
                PayloadType.HANDSHAKE_REQUEST,
                Messages.write(new HandshakeRequest(
                        "3.3.9999.0",
                        List.of(new RequestedClientAction.SelectSessionType(SessionType.STANDARD_STREAM, null)),
                        Sallyport.CURRENT)));
        assertThat(gateway.awaitInput().payloadType()).isEqualTo(PayloadType.HANDSHAKE_RESPONSE);
        assertThat(gateway.awaitInput().payloadType()).isEqualTo(PayloadType.SIZE);

        gateway.send(PayloadType.HANDSHAKE_COMPLETE, Messages.write(new HandshakeComplete(1, "")));

        assertThat(gateway.awaitData(3)).asString().isEqualTo("ls\n");
    }

    @Test
    void passesOnWhatTheAgentHasToSay() throws Exception {
        gateway.send(PayloadType.HANDSHAKE_COMPLETE, Messages.write(new HandshakeComplete(1, "encrypted")));

        await().until(() -> user.error.toString(UTF_8).equals("encrypted\n"));
    }

    @Test
    void takesTheFirstOutputOfAnAgentWithoutHandshakeForAShell() throws Exception {
        gateway.output("$ ");

        assertThat(gateway.awaitInput().payloadType()).isEqualTo(PayloadType.SIZE);
        await().until(() -> user.outputText().equals("$ "));
    }

    @Test
    void neverChangesPipedData() throws Exception {
        begin(SessionType.STANDARD_STREAM);

        user.type("\n");
        assertThat(gateway.awaitData(1)).containsExactly('\n');
        user.type("~.\n~.");
        assertThat(gateway.awaitData(5)).asString().isEqualTo("~.\n~.");
    }

    @Test
    void printsEveryByteAsItIs() throws Exception {
        begin(SessionType.STANDARD_STREAM);
        var all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }

        gateway.send(PayloadType.OUTPUT, all);

        await().until(() -> user.output.size() == all.length);
        assertThat(user.output.toByteArray()).isEqualTo(all);
    }

    @Test
    void keepsTheOutputsApartAndTellsTheExitCode() throws Exception {
        gateway.shakeHands(SessionType.NON_INTERACTIVE_COMMANDS);
        gateway.output("out");
        gateway.send(PayloadType.STD_ERR, "err".getBytes(UTF_8));
        gateway.send(PayloadType.EXIT_CODE, new ExitCode(7).payload());
        gateway.closeChannel("");

        assertThat(outcome.get()).isEqualTo(new SessionOutcome(new SessionEnd.Closed(""), OptionalInt.of(7)));
        assertThat(user.outputText()).isEqualTo("out");
        assertThat(user.error).hasToString("err");
    }

    @Test
    void printsAllThatCameBeforeTheEnd() throws Exception {
        begin(SessionType.STANDARD_STREAM);
        for (int i = 0; i < 500; i++) {
            gateway.output("line %d\n".formatted(i));
        }
        gateway.closeChannel("ended by the administrator");

        assertThat(outcome.get().end()).isEqualTo(new SessionEnd.Closed("ended by the administrator"));
        assertThat(user.outputText()).endsWith("line 499\n").startsWith("line 0\nline 1\n");
    }

    @Test
    void saysNothingWhenTheServerHangsUpAfterTheEnd() throws Exception {
        begin(SessionType.STANDARD_STREAM);
        gateway.closeChannel("");
        gateway.cut();

        assertThat(outcome.get().end()).isEqualTo(new SessionEnd.Closed(""));
        assertThat(user.notices).hasToString("");
        assertThat(api.asked()).isEmpty();
    }

    @Test
    void pressesCtrlDUntilTheNodeNoticesThatInputHasEnded() throws Exception {
        begin(SessionType.STANDARD_STREAM);

        user.type("id\n");
        user.endInput();

        assertThat(gateway.awaitData(5)).containsExactly('i', 'd', '\n', 4, 4);
    }

    @Test
    void readsNoInputForACommandThatTakesNone() throws Exception {
        user.type("for the next program\n");
        gateway.shakeHands(SessionType.NON_INTERACTIVE_COMMANDS);
        gateway.output("done");
        await().until(() -> user.outputText().equals("done"));
        gateway.closeChannel("");
        outcome.get();

        assertThat(user.unread()).isEqualTo("for the next program\n");
    }

    @Test
    void resumesWithoutLosingOrDoublingAnything() throws Exception {
        begin(SessionType.STANDARD_STREAM);
        gateway.awaitOpen();
        gateway.output("1 ");
        await().until(() -> user.outputText().equals("1 "));
        api.answer(
                200,
                "{\"SessionId\":\"alice-1\",\"TokenValue\":\"token-2\",\"StreamUrl\":\"%s\"}"
                        .formatted(gateway.streamUrl()));

        gateway.cut();
        gateway.output("2 ");
        user.type("while away");
        var again = gateway.awaitOpen();
        gateway.output("3");

        assertThat(again.tokenValue()).isEqualTo("token-2");
        await().until(() -> user.outputText().equals("1 2 3"));
        assertThat(gateway.awaitData(10)).asString().isEqualTo("while away");
        assertThat(user.notices.toString(UTF_8)).contains("connection lost").contains("connected again");
        assertThat(api.asked()).extracting(ScriptedApi.Asked::target).containsExactly("AmazonSSM.ResumeSession");
    }

    @Test
    void knowsThatTheSessionEndedWhileTheConnectionWasLost() throws Exception {
        begin(SessionType.STANDARD_STREAM);
        api.answer(400, "{\"__type\":\"DoesNotExistException\",\"message\":\"gone\"}");

        gateway.cut();

        assertThat(outcome.get().end()).isEqualTo(new SessionEnd.Expired());
    }

    @Test
    void saysWhyItMayNotResume() throws Exception {
        begin(SessionType.STANDARD_STREAM);
        api.answer(400, "{\"__type\":\"AccessDeniedException\",\"message\":\"not any more\"}");

        gateway.cut();

        assertThat(outcome.get().end())
                .isInstanceOfSatisfying(
                        SessionEnd.Failed.class,
                        failed -> assertThat(failed.why())
                                .contains("cannot be resumed")
                                .contains("not any more"));
    }

    @Test
    void goesOnTryingWhileTheServerIsDown() throws Exception {
        begin(SessionType.STANDARD_STREAM);
        gateway.awaitOpen();
        api.answer(503, "")
                .answer(500, "{\"__type\":\"InternalServerError\"}")
                .answer(
                        200,
                        "{\"SessionId\":\"alice-1\",\"TokenValue\":\"token-4\",\"StreamUrl\":\"%s\"}"
                                .formatted(gateway.streamUrl()));

        gateway.cut();

        assertThat(gateway.awaitOpen().tokenValue()).isEqualTo("token-4");
    }

    @Test
    void tellsTheServerWhenTheUserLeaves() throws Exception {
        begin(SessionType.STANDARD_STREAM);
        api.answer(200, "{\"SessionId\":\"alice-1\"}");

        session.leave();

        assertThat(outcome.get().end()).isEqualTo(new SessionEnd.Left());
        assertThat(api.asked()).extracting(ScriptedApi.Asked::target).containsExactly("AmazonSSM.TerminateSession");
    }

    @Test
    void refusesAPort() throws Exception {
        var response = gateway.shakeHands(SessionType.PORT);

        assertThat(response.processedClientActions())
                .extracting(ProcessedClientAction::status)
                .containsExactly(ProcessedClientAction.FAILED);
        assertThat(outcome.get().end()).isInstanceOf(SessionEnd.Failed.class);
    }

    private void begin(SessionType type) throws Exception {
        gateway.shakeHands(type);
        assertThat(gateway.awaitInput().payloadType()).isEqualTo(PayloadType.SIZE);
    }

    private static <T> FutureTask<T> inBackground(Callable<T> work) {
        var task = new FutureTask<>(work);
        Thread.ofPlatform().name("session").start(task);
        return task;
    }
}
