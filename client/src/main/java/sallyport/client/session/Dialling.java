// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.session;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import sallyport.client.aws.AwsApiException;
import sallyport.client.aws.AwsConfigException;
import sallyport.client.aws.SessionTicket;
import sallyport.transport.ReliableChannel;
import sallyport.transport.SessionGoneException;
import sallyport.transport.WebSocketConnection;
import sallyport.wire.message.Messages;
import sallyport.wire.message.OpenDataChannel;

/** Opens the session's connections: the first with the ticket it was given, each later one with one from ResumeSession. */
final class Dialling implements ReliableChannel.Dialer {
    private static final Duration STEP = Duration.ofSeconds(10);

    /** Failures in a row before a session that was never reached is given up; the delays between them add up to 6 s or so. */
    private static final int FIRST_ATTEMPTS = 6;

    private final SessionRoute route;
    private final Consumer<String> notices;
    private final Consumer<SessionEnd> ends;
    private final String clientId = UUID.randomUUID().toString();
    private SessionTicket ticket; // this and the following: connection thread only
    private boolean spent;
    private boolean reached;
    private boolean saidLost;
    private volatile boolean over;

    Dialling(SessionTicket ticket, SessionRoute route, Consumer<String> notices, Consumer<SessionEnd> ends) {
        this.ticket = ticket;
        this.route = route;
        this.notices = notices;
        this.ends = ends;
    }

    @Override
    public WebSocketConnection dial(int attempt) throws IOException {
        if (over) {
            throw new SessionGoneException("the session is over");
        }
        try {
            if (spent) {
                ticket = resumed();
                spent = false;
            }
            var connection = open();
            reached = true;
            return connection;
        } catch (SessionGoneException e) {
            throw e;
        } catch (IOException e) {
            if (!reached && attempt + 1 >= FIRST_ATTEMPTS) {
                throw new SessionGoneException(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private WebSocketConnection open() throws IOException {
        var connection = WebSocketConnection.open(route.connector(), ticket.streamUrl(), Map.of(), STEP);
        boolean opened = false;
        try {
            spent = true; // whether or not the server gets it
            connection.sendText(Messages.writeString(OpenDataChannel.ofClient(
                    UUID.randomUUID().toString(), ticket.token(), clientId, ClientVersion.TEXT)));
            opened = true;
            return connection;
        } finally {
            if (!opened) {
                connection.close();
            }
        }
    }

    private SessionTicket resumed() throws IOException {
        try {
            return route.ssm().resumeSession(ticket.sessionId());
        } catch (SessionGoneException e) {
            ends.accept(new SessionEnd.Expired());
            throw e;
        } catch (AwsConfigException e) {
            throw new SessionGoneException("the connection was lost and cannot be resumed: " + e.getMessage());
        } catch (AwsApiException e) {
            if (e.isPassing()) {
                throw e;
            }
            throw new SessionGoneException("the connection was lost and cannot be resumed: " + e.sentence());
        }
    }

    /** The session has ended: losing its connection is nothing to speak of, and nothing to mend. */
    void over() {
        over = true;
    }

    void lost() {
        if (!saidLost && !over) {
            notices.accept("connection lost, reconnecting");
            saidLost = true;
        }
    }

    void regained() {
        if (saidLost) {
            notices.accept("connected again");
            saidLost = false;
        }
    }
}
