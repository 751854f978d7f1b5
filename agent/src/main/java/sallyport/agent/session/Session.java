// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.session;

import static java.lang.System.Logger.Level.INFO;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import sallyport.agent.api.AgentVersion;
import sallyport.agent.api.ApiException;
import sallyport.transport.ReliableChannel;
import sallyport.transport.SessionGoneException;
import sallyport.transport.WebSocketConnection;
import sallyport.wire.frame.Frame;
import sallyport.wire.frame.FrameWriter;
import sallyport.wire.frame.MalformedFrameException;
import sallyport.wire.frame.MessageType;
import sallyport.wire.frame.PayloadType;
import sallyport.wire.message.AgentSessionState;
import sallyport.wire.message.ExitCode;
import sallyport.wire.message.HandshakeComplete;
import sallyport.wire.message.HandshakeResponse;
import sallyport.wire.message.Messages;
import sallyport.wire.message.SessionTask;
import sallyport.wire.message.TerminalSize;

/**
 * One session from its task to its end. {@link #run} does it all on one thread, which then carries the program's output;
 * input arrives on the channel's delivery thread; {@link #end} may come from any.
 */
final class Session {
    private static final System.Logger LOG = System.getLogger(Session.class.getName());

    /** As long as an unused token of the client lives: after that nobody can answer any more. */
    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(60);

    /** A terminal client tells its size at once; one that does not gets the size of old terminals. */
    private static final Duration SIZE_TIMEOUT = Duration.ofSeconds(2);

    private static final TerminalSize FALLBACK_SIZE = new TerminalSize(80, 24);

    private final SessionTask task;
    private final SessionHost host;
    private final String name;
    private final String clientId = UUID.randomUUID().toString();
    private final BlockingQueue<Optional<HandshakeResponse>> responses = new ArrayBlockingQueue<>(1);
    private final CountDownLatch sizeOrInput = new CountDownLatch(1);
    private final CountDownLatch startedOrEnded = new CountDownLatch(1);
    private volatile boolean shookHands;
    private volatile TerminalSize size = FALLBACK_SIZE;

    // guarded by this
    private @Nullable Ending ending;
    private @Nullable ReliableChannel channel;
    private @Nullable Program program;

    /** How a session ended, and what its user is told. */
    record Ending(SessionEnds.Outcome outcome, String text) {}

    Session(SessionTask task, SessionHost host) {
        this.task = task;
        this.host = host;
        this.name = "session-" + task.sessionId();
    }

    String name() {
        return name;
    }

    /** Runs the session to its end, which it returns. Never throws: what goes wrong is an ending too. */
    Ending run() {
        Ending result;
        try {
            result = converse();
        } catch (RefusedSessionException e) {
            result = new Ending(SessionEnds.Outcome.FAILED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            result = new Ending(SessionEnds.Outcome.FAILED, "the node could not run the session: " + e.getMessage());
        } catch (InterruptedException e) {
            result = new Ending(SessionEnds.Outcome.CANCELLED, "the session was interrupted");
        }
        synchronized (this) {
            return ending == null ? result : ending;
        }
    }

    private Ending converse() throws IOException, RefusedSessionException, InterruptedException {
        var plan = SessionPlan.of(task, host.accounts());
        try (var open = open()) {
            boolean ourClient = shakeHands(open, plan);
            int code;
            try (var running = start(plan)) {
                code = running.carry(open::send);
            }
            LOG.log(INFO, "program ended session={0} code={1}", task.sessionId(), Integer.toString(code));
            if (!isEnding()) {
                sayGoodbye(open, plan, ourClient, code);
            }
            return new Ending(SessionEnds.Outcome.SUCCESS, "");
        } finally {
            startedOrEnded.countDown();
        }
    }

    private ReliableChannel open() {
        var open = new ReliableChannel(
                name,
                MessageType.OUTPUT_STREAM_DATA,
                SessionPlan.resumeWindow(task),
                attempt -> dial(),
                new Incoming(),
                host.clock(),
                host.nanoClock());
        synchronized (this) {
            channel = open;
            if (ending != null) {
                open.close();
            }
        }
        return open;
    }

    private WebSocketConnection dial() throws IOException {
        WebSocketConnection connection;
        try {
            connection = host.api().openDataChannel(task.sessionId(), clientId);
        } catch (ApiException e) {
            // COMPAT: the text by which AWS's gateway ends its agent's attempts; ours says the same.
            if (String.valueOf(e.getMessage()).contains("already terminated")
                    || e.code().equals("DoesNotExistException")) {
                throw new SessionGoneException("the server has ended the session");
            }
            throw e;
        }
        boolean announced = false;
        try {
            connection.sendBinary(FrameWriter.write(new Frame(
                    MessageType.AGENT_SESSION_STATE,
                    host.clock().millis(),
                    0,
                    Frame.SYN | Frame.FIN,
                    UUID.randomUUID(),
                    PayloadType.UNSET,
                    Messages.write(new AgentSessionState(AgentSessionState.State.CONNECTED, task.sessionId())))));
            announced = true;
            return connection;
        } finally {
            if (!announced) {
                connection.close();
            }
        }
    }

    /** Whether the client is ours. */
    private boolean shakeHands(ReliableChannel open, SessionPlan plan)
            throws IOException, InterruptedException, RefusedSessionException {
        long start = host.nanoClock().getAsLong();
        open.send(
                PayloadType.HANDSHAKE_REQUEST, Messages.write(AgentHandshake.request(plan.type(), AgentVersion.TEXT)));
        var response = responses.poll(HANDSHAKE_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        if (response == null) {
            throw new RefusedSessionException("the client did not answer within " + HANDSHAKE_TIMEOUT.toSeconds()
                    + " s; make sure that it has the latest session-manager-plugin");
        }
        if (response.isEmpty()) {
            throw new IOException("it was ended during the handshake");
        }
        boolean ourClient = AgentHandshake.isOurClient(response.get());
        if (!ourClient) {
            open.peerIgnoresDuplicates();
        }
        shookHands = true;
        open.send(
                PayloadType.HANDSHAKE_COMPLETE,
                Messages.write(new HandshakeComplete(host.nanoClock().getAsLong() - start, "")));
        return ourClient;
    }

    private Program start(SessionPlan plan) throws IOException, InterruptedException {
        var running = switch (plan) {
            case SessionPlan.OnTerminal onTerminal -> {
                // The program's first look at its window must be right: a prompt drawn too wide is not drawn again.
                var ignored = sizeOrInput.await(SIZE_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
                yield new TerminalProgram(onTerminal, size, name);
            }
            case SessionPlan.OnPipes onPipes -> new PipeProgram(onPipes, name);
        };
        boolean late;
        synchronized (this) {
            program = running;
            late = ending != null;
        }
        if (late) {
            running.close();
        }
        running.resize(size); // it may have changed while the program started
        startedOrEnded.countDown();
        LOG.log(
                INFO,
                "session started session={0} type={1} owner={2}",
                task.sessionId(),
                plan.type().wireName(),
                task.sessionOwner());
        return running;
    }

    private void sayGoodbye(ReliableChannel open, SessionPlan plan, boolean ourClient, int code)
            throws IOException, InterruptedException {
        boolean asAwsDoes =
                plan instanceof SessionPlan.OnPipes piped && piped.separation().separate();
        if (ourClient || asAwsDoes) { // the official client would print it into a shell's output
            open.send(PayloadType.EXIT_CODE, new ExitCode(code).payload());
        }
        // Whoever is away may still come back for the last output.
        var ignored = open.drained(SessionPlan.resumeWindow(task));
        open.sendControl(
                MessageType.AGENT_SESSION_STATE, Messages.write(AgentSessionState.exited(task.sessionId(), code)));
    }

    private synchronized boolean isEnding() {
        return ending != null;
    }

    /**
     * Ends the session from outside; the first ending counts. Wakes whatever the session waits for, but does not wait for
     * the program to go: {@link #run} does.
     */
    void end(Ending how) {
        ReliableChannel open;
        Program running;
        synchronized (this) {
            if (ending != null) {
                return;
            }
            ending = how;
            open = channel;
            running = program;
        }
        startedOrEnded.countDown();
        sizeOrInput.countDown();
        var ignored = responses.offer(Optional.empty());
        if (open != null) {
            open.close();
        }
        if (running != null) {
            new Thread(null, running::close, name + "-end").start(); // hanging up can take seconds
        }
    }

    /** What becomes of that which arrives. */
    private final class Incoming implements ReliableChannel.Handler {
        @Override
        public void stream(Frame frame) {
            try {
                take(frame);
            } catch (MalformedFrameException e) {
                end(new Ending(SessionEnds.Outcome.FAILED, "the client sent what no client sends: " + e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void control(Frame frame) {
            if (frame.type() == MessageType.CHANNEL_CLOSED) {
                end(new Ending(SessionEnds.Outcome.CANCELLED, ""));
            }
        }

        @Override
        public void disconnected(IOException why) {
            LOG.log(INFO, "data channel lost session={0} why={1}", task.sessionId(), why.getMessage());
        }

        @Override
        public void reconnected() {
            LOG.log(INFO, "data channel back session={0}", task.sessionId());
        }

        @Override
        public void gone(IOException why) {
            end(new Ending(SessionEnds.Outcome.CANCELLED, String.valueOf(why.getMessage())));
        }
    }

    private void take(Frame frame) throws MalformedFrameException, InterruptedException {
        switch (frame.payloadType()) {
            case HANDSHAKE_RESPONSE -> {
                var ignored = responses.offer(Optional.of(Messages.read(frame.payload(), HandshakeResponse.class)));
            }
            case SIZE -> {
                size = Messages.read(frame.payload(), TerminalSize.class);
                sizeOrInput.countDown();
                var running = currentProgram();
                if (running != null) {
                    running.resize(size);
                }
            }
            case OUTPUT -> {
                if (shookHands) { // before that, a client has nothing to say to a program
                    sizeOrInput.countDown();
                    startedOrEnded.await();
                    var running = currentProgram();
                    if (running != null) {
                        running.input(frame.payload());
                    }
                }
            }
            case UNSET,
                    ERROR,
                    PARAMETER,
                    HANDSHAKE_REQUEST,
                    HANDSHAKE_COMPLETE,
                    ENC_CHALLENGE_REQUEST,
                    ENC_CHALLENGE_RESPONSE,
                    FLAG,
                    STD_ERR,
                    EXIT_CODE -> {
                // none of them means anything to a shell or a command
            }
        }
    }

    private synchronized @Nullable Program currentProgram() {
        return program;
    }
}
