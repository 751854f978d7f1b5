// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sallyport.server.http.EventLoops;
import sallyport.server.http.TestListener;
import sallyport.server.http.Upgrade;
import sallyport.server.http.WebSocketClient;
import sallyport.server.http.WebSocketClient.Received;
import sallyport.server.session.EndReason;
import sallyport.server.session.OpenedSession;
import sallyport.server.session.TestSessions;
import sallyport.server.store.TestDatabase;
import sallyport.wire.message.Messages;
import sallyport.wire.message.OpenDataChannel;
import sallyport.wire.websocket.CloseCode;

/** Clients whose session is over before they have connected, as when the agent refuses it. */
@Timeout(30)
class LateClientTest {
    private TestSessions sessions;
    private TestListener listener;
    private DataChannels channels;

    @BeforeEach
    void listen(@TempDir Path directory) throws IOException {
        sessions = new TestSessions(TestDatabase.SQLITE, directory);
        EventLoops loops = new EventLoops(1);
        channels = new DataChannels(sessions.sessions(), sessions.ledger(), loops, sessions.home.clock);
        listener = TestListener.webSockets(
                null,
                loops,
                request -> channels.accept(request.path().substring(1), Optional.empty(), request.remote()));
    }

    @AfterEach
    void close() throws Exception {
        listener.close();
        sessions.close();
    }

    @Test
    void hearTheReasonAndAreLetGo() throws Exception {
        OpenedSession opened = sessions.open();
        EndReason refused = new EndReason.AgentError("this agent cannot serve ports");
        sessions.sessions().ended(opened.session().id(), refused);
        try (WebSocketClient client = connect(opened)) {
            client.sendText(open(opened.clientToken().value()));
            assertThat(client.next())
                    .isInstanceOfSatisfying(
                            Received.Binary.class,
                            said -> assertThat(TestFrames.say(said.bytes()))
                                    .isEqualTo("closed \"" + refused.farewell() + "\""));
        }
        assertThat(channels.size()).isZero();
    }

    @Test
    void hearNothingWithoutTheSessionsToken() throws Exception {
        OpenedSession opened = sessions.open();
        sessions.sessions().ended(opened.session().id(), new EndReason.AgentError("secret"));
        try (WebSocketClient client = connect(opened)) {
            client.sendText(open(sessions.open().clientToken().value()));
            assertThat(client.next())
                    .isInstanceOfSatisfying(
                            Received.Close.class,
                            close -> assertThat(close.code()).isEqualTo(CloseCode.POLICY_VIOLATION));
        }
    }

    @Test
    void thatSignedAreRefusedInTheWordsTheOfficialAgentUnderstands() {
        OpenedSession opened = sessions.open();
        sessions.sessions().ended(opened.session().id(), new EndReason.UserEnded());
        Upgrade answer = channels.accept(
                opened.session().id().text(),
                Optional.of(sessions.admin),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Upgrade.Refuse.class,
                        refuse -> assertThat(refuse.response().status()).isEqualTo(410));
    }

    private WebSocketClient connect(OpenedSession opened) throws IOException {
        return WebSocketClient.open(
                listener.connect(), "/" + opened.session().id().text());
    }

    private static String open(String token) {
        return Messages.writeString(new OpenDataChannel("1.0", "r", token, "c", "1.2.707.0", null, null));
    }
}
