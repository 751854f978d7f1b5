// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.control;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import sallyport.agent.api.AgentVersion;
import sallyport.agent.api.NodeApi;
import sallyport.agent.session.SessionEnds;
import sallyport.agent.session.Sessions;
import sallyport.transport.Backoff;
import sallyport.transport.WebSocketConnection;
import sallyport.wire.frame.Frame;
import sallyport.wire.frame.FrameReader;
import sallyport.wire.frame.MalformedFrameException;
import sallyport.wire.message.AgentTask;
import sallyport.wire.message.AgentTaskAcknowledge;
import sallyport.wire.message.ChannelClosed;
import sallyport.wire.message.Messages;
import sallyport.wire.message.SessionTask;
import sallyport.wire.websocket.CloseCode;

/**
 * Keeps a control channel open for as long as the agent runs: one thread that connects, reads until the connection is lost,
 * waits with jitter and connects again, for ever. Running sessions do not notice.
 */
public final class ControlChannel implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ControlChannel.class.getName());

    private static final Duration FIRST_DELAY = Duration.ofMillis(250);

    /** After a server's restart all its nodes come back within this time. */
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

    /** A connection that lived this long was a good one: the next loss starts with the first delay again. */
    private static final Duration GOOD_CONNECTION = Duration.ofSeconds(10);

    private final NodeApi api;
    private final Sessions sessions;
    private final TaskCompletions completions;
    private final ControlHealth health;
    private final InstantSource clock;
    private final LongSupplier nanoClock;
    private final Outage outage = new Outage(); // used by the channel's thread only

    // guarded by this
    private @Nullable WebSocketConnection connection;
    private boolean closed;

    /** Starts connecting. */
    public ControlChannel(
            NodeApi api,
            Sessions sessions,
            TaskCompletions completions,
            ControlHealth health,
            InstantSource clock,
            LongSupplier nanoClock) {
        this.api = api;
        this.sessions = sessions;
        this.completions = completions;
        this.health = health;
        this.clock = clock;
        this.nanoClock = nanoClock;
        var thread = new Thread(null, this::run, "control-channel");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        var backoff = new Backoff(FIRST_DELAY, LONGEST_DELAY, new SplittableRandom());
        try {
            while (!isClosed()) {
                long start = nanoClock.getAsLong();
                IOException why = connectAndRead();
                if (!isClosed()) {
                    if (outage.isNews(String.valueOf(why.getMessage()), nanoClock.getAsLong())) {
                        LOG.log(WARNING, "control channel lost why={0}", why.getMessage());
                    }
                    health.disconnected(Trouble.sentence(why));
                    if (nanoClock.getAsLong() - start > GOOD_CONNECTION.toNanos()) {
                        backoff.reset();
                    }
                    awaitClose(backoff.next());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Uses one connection until it is lost, and says why it was. */
    private IOException connectAndRead() {
        try (var open = api.openControlChannel(AgentVersion.TEXT)) {
            if (attach(open)) {
                LOG.log(INFO, "control channel open node={0}", api.nodeId());
                outage.over(nanoClock.getAsLong())
                        .ifPresent(away -> LOG.log(INFO, "outage over away={0} s", Long.toString(away.toSeconds())));
                health.connected(clock.instant());
                completions.attach(open);
                open.readLoop(new Incoming());
            }
            return new IOException("the agent is stopping");
        } catch (IOException e) {
            return e;
        } finally {
            completions.attach(null);
        }
    }

    private synchronized boolean attach(WebSocketConnection open) {
        connection = open;
        return !closed;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void awaitClose(Duration timeout) throws InterruptedException {
        long end = nanoClock.getAsLong() + timeout.toNanos();
        for (long left = timeout.toNanos(); !closed && left > 0; left = end - nanoClock.getAsLong()) {
            wait(left / 1_000_000 + 1);
        }
    }

    private final class Incoming implements WebSocketConnection.Listener {
        @Override
        public void binary(ByteBuffer message) throws IOException {
            if (FrameReader.header(message).type().isPresent()) { // else a later version's message
                take(FrameReader.read(message));
            }
        }

        @Override
        public void text(String message) throws IOException {
            throw new MalformedFrameException("a control channel carries no text towards the agent");
        }
    }

    private void take(Frame frame) throws MalformedFrameException {
        switch (frame.type()) {
            case INTERACTIVE_SHELL -> start(Messages.read(frame.payload(), AgentTask.class));
            case CHANNEL_CLOSED ->
                sessions.terminate(
                        Messages.read(frame.payload(), ChannelClosed.class).sessionId());
            case AGENT_TASK_ACKNOWLEDGE ->
                completions.acknowledged(Messages.read(frame.payload(), AgentTaskAcknowledge.class)
                        .messageId());
            case AGENT_JOB -> LOG.log(WARNING, "this agent runs no commands yet message={0}", frame.id());
            case INPUT_STREAM_DATA,
                    OUTPUT_STREAM_DATA,
                    ACKNOWLEDGE,
                    START_PUBLICATION,
                    PAUSE_PUBLICATION,
                    AGENT_SESSION_STATE,
                    AGENT_JOB_ACK,
                    AGENT_JOB_REPLY,
                    AGENT_JOB_REPLY_ACK,
                    AGENT_TASK_COMPLETE,
                    AGENT_TELEMETRY,
                    AGENT_UPDATE_RESULT ->
                throw new MalformedFrameException(
                        "a control channel carries no " + frame.type().wireName() + " towards the agent");
        }
    }

    /** A task that cannot be read ends its session with a sentence; the channel and the other sessions go on. */
    private void start(AgentTask task) {
        try {
            sessions.start(Messages.read(task.content(), SessionTask.class));
        } catch (MalformedFrameException e) {
            LOG.log(WARNING, "unreadable task session={0} why={1}", task.taskId(), e.getMessage());
            completions.ended(
                    task.taskId(),
                    SessionEnds.Outcome.FAILED,
                    "the agent on this node cannot read the session's document: " + e.getMessage());
        }
    }

    /** Ends the connection and the attempts to make one. */
    @Override
    public void close() {
        WebSocketConnection open;
        synchronized (this) {
            closed = true;
            open = connection;
            notifyAll();
        }
        if (open != null) {
            open.close(CloseCode.GOING_AWAY, "the agent was stopped");
        }
    }
}
