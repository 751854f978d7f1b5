// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import sallyport.wire.frame.Frame;
import sallyport.wire.frame.FrameReader;
import sallyport.wire.frame.FrameWriter;
import sallyport.wire.frame.MalformedFrameException;
import sallyport.wire.frame.MessageType;
import sallyport.wire.frame.PayloadType;
import sallyport.wire.message.Acknowledge;
import sallyport.wire.message.Messages;
import sallyport.wire.websocket.CloseCode;

/**
 * One end of a data channel that outlives its connections: every payload sent arrives once and in order, whatever happens
 * to the sockets below, and the same holds for what is received.
 *
 * <p>Starts dialling when constructed and dials again, with growing delays, whenever a connection is lost. Safe for any
 * thread.
 */
public final class ReliableChannel implements AutoCloseable {
    /*
     * Three threads, so that none waits for what another must do:
     *
     *   connection   dials, then reads. Never writes stream data and never runs the owner's stream handler: a peer that
     *                does not read, or a terminal that does not take input, cannot keep it from noticing a dead peer.
     *   courier      writes acknowledgements, frames whose acknowledgement is overdue, and after a reconnect everything
     *                that is unacknowledged.
     *   delivery     hands received frames to the owner, who may block.
     *
     * Locks: `order` (held around numbering and writing a frame, so that frames leave in order), then the state's own.
     */

    /** Opens connections; called on the connection thread. */
    public interface Dialer {
        /**
         * Gets a token, opens a socket and sends the open frame.
         *
         * @param attempt 0 for the first call, then one more each time
         * @throws SessionGoneException when the server says that there is nothing to come back to
         * @throws IOException when it did not work this time
         */
        WebSocketConnection dial(int attempt) throws IOException;
    }

    /** What the owner does with what arrives. */
    public interface Handler {
        /** A stream frame, each once and in order; on the delivery thread, may block. */
        void stream(Frame frame);

        /** {@code channel_closed}, {@code start_publication} or {@code pause_publication}; must not block. */
        void control(Frame frame);

        /** The connection is lost; dialling goes on. */
        void disconnected(IOException why);

        /** A connection is back. */
        void reconnected();

        /** Nothing will arrive or leave any more, though {@link ReliableChannel#close} was not called. */
        void gone(IOException why);
    }

    private static final Duration FIRST_DELAY = Duration.ofMillis(100);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);

    /** A connection that lived this long was a good one: the next loss starts with the first delay again. */
    private static final long GOOD_CONNECTION_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final String name;
    private final MessageType outgoing;
    private final long giveUpNanos;
    private final Dialer dialer;
    private final Handler handler;
    private final InstantSource clock;
    private final LongSupplier nanoClock;
    private final ChannelState state;
    private final ReentrantLock order = new ReentrantLock();

    /**
     * Opens a channel.
     *
     * @param name prefix for thread names
     * @param outgoing what this end sends: {@code OUTPUT_STREAM_DATA} at the agent, {@code INPUT_STREAM_DATA} at the client
     * @param giveUpAfter how long a lost connection may stay lost before the channel is gone
     * @param clock dates frames
     * @param nanoClock measures time
     */
    public ReliableChannel(
            String name,
            MessageType outgoing,
            Duration giveUpAfter,
            Dialer dialer,
            Handler handler,
            InstantSource clock,
            LongSupplier nanoClock) {
        this.name = name;
        this.outgoing = outgoing;
        this.giveUpNanos = giveUpAfter.toNanos();
        this.dialer = dialer;
        this.handler = handler;
        this.clock = clock;
        this.nanoClock = nanoClock;
        this.state = new ChannelState(outgoing, nanoClock);
        start("connection", this::connect);
        start("courier", this::carry);
        start("delivery", this::deliver);
    }

    private interface Loop {
        void run() throws InterruptedException;
    }

    private void start(String role, Loop loop) {
        var thread = new Thread(null, () -> runToItsEnd(loop), name + "-" + role);
        thread.setDaemon(true);
        thread.start();
    }

    private void runToItsEnd(Loop loop) {
        try {
            loop.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            end(new IOException("internal error: " + e, e)); // the other loops do not go on without this one
            throw e;
        }
    }

    /**
     * Sends a payload on the stream; blocks while 4 MiB are unacknowledged, for instance because the peer is away.
     *
     * @throws IOException when the channel is closed or gone
     */
    public void send(PayloadType payloadType, byte[] payload) throws IOException, InterruptedException {
        boolean sent = false;
        while (!sent) {
            state.awaitRoom();
            order.lock();
            try {
                var next = state.next(payloadType, payload, clock.millis());
                if (next != null) {
                    sent = true;
                    write(next.on(), next.frame());
                }
            } finally {
                order.unlock();
            }
        }
    }

    /** A frame that cannot be written is not lost: it stays in the window until a connection carries it. */
    private static void write(@Nullable WebSocketConnection open, Frame frame) {
        if (open != null) {
            try {
                open.sendBinary(FrameWriter.write(frame));
            } catch (IOException e) {
                open.close(); // wakes the connection thread, which dials again
            }
        }
    }

    /**
     * Sends a frame outside the stream, such as {@code agent_session_state}, on the connection there is; lost if there is
     * none.
     */
    public void sendControl(MessageType type, byte[] payload) {
        write(state.connection(), controlFrame(type, payload));
    }

    private Frame controlFrame(MessageType type, byte[] payload) {
        return new Frame(type, clock.millis(), 0, Frame.SYN | Frame.FIN, UUID.randomUUID(), PayloadType.UNSET, payload);
    }

    /**
     * From now on the peer counts as one that never acknowledges a frame twice, as the official client.
     *
     * @see sallyport.wire.stream.SendWindow#peerIgnoresDuplicates
     */
    public void peerIgnoresDuplicates() {
        state.peerIgnoresDuplicates();
    }

    /** Waits until the peer has acknowledged everything; false when it did not in time. */
    public boolean drained(Duration timeout) throws InterruptedException {
        return state.drained(timeout);
    }

    /** Waits until the owner's handler has returned for everything received so far; false when it did not in time. */
    public boolean delivered(Duration timeout) throws InterruptedException {
        return state.delivered(timeout);
    }

    /** Ends the channel and its threads; what is unacknowledged or undelivered is lost, so drain first. */
    @Override
    public void close() {
        closeState();
    }

    private boolean closeState() {
        boolean first = state.close();
        var open = state.connection();
        if (open != null) {
            open.close(CloseCode.NORMAL, "");
        }
        return first;
    }

    private void end(IOException why) {
        if (closeState()) {
            handler.gone(why);
        }
    }

    // ---- the connection thread

    private void connect() throws InterruptedException {
        var backoff = new Backoff(FIRST_DELAY, LONGEST_DELAY, new SplittableRandom());
        long lost = nanoClock.getAsLong();
        for (int attempt = 0; !state.isClosed(); attempt++) {
            IOException failure;
            try (var open = dialer.dial(attempt)) {
                long since = nanoClock.getAsLong();
                failure = readFrom(open, attempt > 0);
                lost = nanoClock.getAsLong();
                if (lost - since >= GOOD_CONNECTION_NANOS) {
                    backoff.reset();
                }
            } catch (SessionGoneException e) {
                end(e);
                return;
            } catch (IOException e) {
                failure = e;
            }
            if (nanoClock.getAsLong() - lost >= giveUpNanos) {
                end(failure);
                return;
            }
            state.awaitClose(backoff.next());
        }
    }

    /** Uses a connection until it breaks, and says why it did. */
    private IOException readFrom(WebSocketConnection open, boolean again) {
        state.attach(open);
        if (again) {
            handler.reconnected();
        }
        try {
            open.readLoop(new Incoming());
            throw new IllegalStateException("a read loop ends with an exception");
        } catch (IOException e) {
            state.attach(null);
            if (!state.isClosed()) {
                handler.disconnected(e);
            }
            return e;
        }
    }

    private final class Incoming implements WebSocketConnection.Listener {
        @Override
        public void binary(ByteBuffer message) throws IOException {
            var type = FrameReader.header(message).type();
            if (type.isPresent()) { // else a later version's message, of no use to this one
                take(FrameReader.read(message));
            }
        }

        @Override
        public void text(String message) throws IOException {
            throw new MalformedFrameException("a data channel carries no text towards its ends");
        }
    }

    private void take(Frame frame) throws MalformedFrameException {
        switch (frame.type()) {
            case ACKNOWLEDGE ->
                state.acknowledged(
                        Messages.read(frame.payload(), Acknowledge.class).sequence());
            case INPUT_STREAM_DATA, OUTPUT_STREAM_DATA -> {
                if (frame.type() == outgoing) {
                    throw new MalformedFrameException("our own " + outgoing.wireName() + " came back");
                }
                state.received(frame);
            }
            case PAUSE_PUBLICATION -> {
                state.pause();
                handler.control(frame);
            }
            case START_PUBLICATION -> {
                state.resume();
                handler.control(frame);
            }
            case CHANNEL_CLOSED -> handler.control(frame);
            case AGENT_SESSION_STATE,
                    INTERACTIVE_SHELL,
                    AGENT_JOB,
                    AGENT_JOB_ACK,
                    AGENT_JOB_REPLY,
                    AGENT_JOB_REPLY_ACK,
                    AGENT_TASK_COMPLETE,
                    AGENT_TASK_ACKNOWLEDGE,
                    AGENT_TELEMETRY,
                    AGENT_UPDATE_RESULT ->
                throw new MalformedFrameException(
                        "a data channel carries no " + frame.type().wireName());
        }
    }

    // ---- the courier thread

    private void carry() throws InterruptedException {
        while (state.awaitErrand()) {
            order.lock();
            try {
                var errand = state.takeErrand();
                if (errand != null) {
                    run(errand);
                }
            } finally {
                order.unlock();
            }
        }
    }

    private void run(ChannelState.Errand errand) {
        for (var frame : errand.toAcknowledge()) {
            write(errand.on(), controlFrame(MessageType.ACKNOWLEDGE, Messages.write(Acknowledge.of(frame))));
        }
        for (var frame : errand.toRepeat()) {
            write(errand.on(), frame);
        }
    }

    // ---- the delivery thread

    private void deliver() throws InterruptedException {
        for (var next = state.awaitDelivery(); next != null; next = state.awaitDelivery()) {
            handler.stream(next.frame());
            state.handedOver(next);
        }
    }
}
