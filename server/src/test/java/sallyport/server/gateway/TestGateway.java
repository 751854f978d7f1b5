// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.gateway;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import sallyport.server.http.EventLoops;
import sallyport.server.http.HttpListener;
import sallyport.server.http.TestListener;
import sallyport.server.http.WebSocketClient;
import sallyport.server.identity.Caller;
import sallyport.server.session.OpenedSession;
import sallyport.server.session.SessionId;
import sallyport.server.session.Side;
import sallyport.server.session.TestSessions;
import sallyport.server.store.TestDatabase;
import sallyport.wire.message.Messages;
import sallyport.wire.message.OpenDataChannel;

/** The gateway behind a real port on loopback, over a real store and ledger; the two ends are WebSockets in the test's hands. */
final class TestGateway implements AutoCloseable {
    private static final String PATH = "/v1/data-channel/";

    final TestSessions sessions;
    final DataChannels channels;

    private final TestListener listener;
    private final AtomicInteger requests = new AtomicInteger();

    /** Who signs the upgrades that follow; nobody at first. */
    private volatile Optional<Caller> signer = Optional.empty();

    TestGateway(Path directory) throws IOException {
        sessions = new TestSessions(TestDatabase.SQLITE, directory);
        EventLoops loops = new EventLoops(2);
        channels = new DataChannels(sessions.sessions(), sessions.ledger(), loops, sessions.home.clock);
        listener = TestListener.webSockets(
                null,
                loops,
                request -> channels.accept(request.path().substring(PATH.length()), signer, request.remote()));
    }

    void signer(Caller caller) {
        signer = Optional.of(caller);
    }

    /** A session nobody has connected to. */
    OpenedSession session() {
        return sessions.open();
    }

    /** The relay of the one session that has connections, or will have one in a moment. */
    Relay relay(SessionId id) {
        await().until(() -> channels.size() == 1);
        return channels.relay(id, false).orElseThrow();
    }

    HttpListener listener() {
        return listener.listener();
    }

    /** An upgraded connection that has said nothing. */
    WebSocketClient silent(SessionId id) throws IOException {
        return silent(listener.connect(), id);
    }

    WebSocketClient silent(Socket socket, SessionId id) throws IOException {
        return WebSocketClient.open(socket, PATH + id.text());
    }

    /** A connection of one end with a token of its own. */
    WebSocketClient end(SessionId id, Side side, boolean own) throws IOException {
        return end(
                id, own, sessions.sessions().issueToken(id, side).orElseThrow().value());
    }

    WebSocketClient end(SessionId id, boolean own, String token) throws IOException {
        WebSocketClient end = silent(id);
        end.sendText(open(own, token));
        return end;
    }

    /** The first frame of a client with this token. */
    String open(boolean own, String token) {
        String request = "request-" + requests.incrementAndGet();
        String text = Messages.writeString(OpenDataChannel.ofClient(request, token, "client", "1.2.9999.0"));
        return own ? text : text.replace("\"Sallyport\"", "\"Ignored\"");
    }

    Socket connect() throws IOException {
        return listener.connect();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        sessions.close();
    }
}
