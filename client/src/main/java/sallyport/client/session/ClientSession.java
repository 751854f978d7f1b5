// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.session;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import sallyport.client.aws.SessionTicket;
import sallyport.transport.ReliableChannel;
import sallyport.wire.frame.Frame;
import sallyport.wire.frame.MalformedFrameException;
import sallyport.wire.frame.MessageType;
import sallyport.wire.frame.PayloadType;
import sallyport.wire.message.ChannelClosed;
import sallyport.wire.message.ExitCode;
import sallyport.wire.message.HandshakeComplete;
import sallyport.wire.message.HandshakeRequest;
import sallyport.wire.message.Messages;
import sallyport.wire.message.SessionType;

/**
 * A session from its ticket to its end. {@link #run} does it all on the caller's thread; {@link #leave} may come from any.
 *
 * <p>Threads: the channel's delivery thread writes the node's output and blocks when the user's terminal does, which in the end
 * stops the program on the node; the keyboard's thread sends; the caller's waits for the end.
 */
public final class ClientSession {
    /** A session left alone ends after 60 minutes at most, so that nothing is left to resume later. */
    private static final Duration RESUMABLE = Duration.ofMinutes(61);

    /** For the terminal to take what has arrived before the end. */
    private static final Duration LAST_WORDS = Duration.ofMinutes(1);

    /** For the server to hear that the user has left. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final SessionTicket ticket;
    private final SessionRoute route;
    private final UserEnd user;
    private final BlockingQueue<SessionEnd> ends = new ArrayBlockingQueue<>(1); // the first end counts
    private final CompletableFuture<ReliableChannel> channel = new CompletableFuture<>();
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final Conversation conversation;
    private final Dialling dialling;
    private SessionType type = SessionType.STANDARD_STREAM; // delivery thread; without a handshake it is a shell

    public ClientSession(SessionTicket ticket, SessionRoute route, UserEnd user) {
        this.ticket = ticket;
        this.route = route;
        this.user = user;
        conversation = new Conversation(user, this::send, this::leave);
        dialling = new Dialling(ticket, route, user::notice, this::end);
    }

    /** Runs the session to its end. */
    public SessionOutcome run() throws InterruptedException {
        SessionEnd end;
        try (var _ = new OrderlyStop(this::leave);
                conversation;
                var open = new ReliableChannel(
                        "session-" + ticket.sessionId(),
                        MessageType.INPUT_STREAM_DATA,
                        RESUMABLE,
                        dialling,
                        new Receiver(),
                        route.clock(),
                        route.nanoClock())) {
            channel.complete(open);
            end = ends.take();
            if (end instanceof SessionEnd.Closed) {
                var _ = open.delivered(LAST_WORDS);
            } else if (!(end instanceof SessionEnd.Expired)) {
                terminate();
            }
        }
        var code = exitCode.getNow(null);
        return new SessionOutcome(end, code == null ? OptionalInt.empty() : OptionalInt.of(code));
    }

    /** Ends the session as if the user had left it. */
    public void leave() {
        end(new SessionEnd.Left());
    }

    private void end(SessionEnd end) {
        dialling.over();
        var _ = ends.offer(end);
    }

    /** Frames may come, and be answered, before {@link #run} has its hands on the channel. */
    private void send(PayloadType payloadType, byte[] payload) throws IOException, InterruptedException {
        channel.join().send(payloadType, payload);
    }

    /** Tells the server not to wait for this client; nobody could resume the session after it. */
    private void terminate() throws InterruptedException {
        Thread.ofPlatform()
                .name("terminate")
                .daemon()
                .start(() -> {
                    try {
                        route.ssm().terminateSession(ticket.sessionId());
                    } catch (IOException unheard) {
                        // the idle timeout ends it as well
                    }
                })
                .join(FAREWELL);
    }

    /** What becomes of that which arrives. */
    private final class Receiver implements ReliableChannel.Handler {
        @Override
        public void stream(Frame frame) {
            try {
                take(frame);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                end(new SessionEnd.Failed("interrupted"));
            } catch (IOException e) {
                end(new SessionEnd.Failed(String.valueOf(e.getMessage())));
            }
        }

        @Override
        public void control(Frame frame) {
            if (frame.type() == MessageType.CHANNEL_CLOSED) {
                end(new SessionEnd.Closed(textOf(frame)));
            }
        }

        @Override
        public void disconnected(IOException why) {
            dialling.lost();
        }

        @Override
        public void reconnected() {
            dialling.regained();
        }

        @Override
        public void gone(IOException why) {
            end(new SessionEnd.Failed(String.valueOf(why.getMessage())));
        }
    }

    private void take(Frame frame) throws IOException, InterruptedException {
        switch (frame.payloadType()) {
            case HANDSHAKE_REQUEST -> shakeHands(Messages.read(frame.payload(), HandshakeRequest.class));
            case HANDSHAKE_COMPLETE -> {
                var message =
                        Messages.read(frame.payload(), HandshakeComplete.class).customerMessage();
                if (!message.isEmpty()) {
                    user.say(message);
                }
                conversation.begin(type);
            }
            case OUTPUT -> {
                conversation.begin(type); // the official agent shakes hands only where it must
                user.output().write(frame.payload());
                user.output().flush();
            }
            case ERROR, STD_ERR -> {
                user.error().write(frame.payload());
                user.error().flush();
            }
            case EXIT_CODE -> ExitCode.of(frame.payload()).ifPresent(code -> exitCode.complete(code.value()));
            case UNSET, SIZE, PARAMETER, HANDSHAKE_RESPONSE, ENC_CHALLENGE_REQUEST, ENC_CHALLENGE_RESPONSE, FLAG -> {
                // none of them means anything to a shell's client
            }
        }
    }

    private void shakeHands(HandshakeRequest request) throws IOException, InterruptedException {
        var handshake = ClientHandshake.answer(request);
        send(PayloadType.HANDSHAKE_RESPONSE, Messages.write(handshake.response()));
        if (handshake.sessionType().isEmpty()) {
            end(new SessionEnd.Failed("this client cannot do what the session needs"));
            return;
        }
        type = handshake.sessionType().get();
        if (request.sallyport() != null) {
            conversation.announce(type); // an official agent would throw it away before it completes the handshake
        }
    }

    /** COMPAT: the official client ends on a body it cannot read, too, and then gives no reason. */
    private static String textOf(Frame frame) {
        try {
            return Messages.read(frame.payload(), ChannelClosed.class).output();
        } catch (MalformedFrameException e) {
            return "";
        }
    }
}
