// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.gateway;

import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import sallyport.server.http.BinaryMessage;
import sallyport.server.http.Loop;
import sallyport.server.http.SocketPair;
import sallyport.server.http.WebSocket;
import sallyport.server.session.EndReason;
import sallyport.server.session.Live;
import sallyport.server.session.SessionId;
import sallyport.server.session.Side;
import sallyport.wire.frame.FrameHeader;
import sallyport.wire.frame.FrameReader;
import sallyport.wire.frame.MalformedFrameException;
import sallyport.wire.frame.MessageType;
import sallyport.wire.frame.PayloadType;
import sallyport.wire.message.Acknowledge;
import sallyport.wire.message.AgentSessionState;
import sallyport.wire.message.ExitCode;
import sallyport.wire.message.Messages;
import sallyport.wire.websocket.CloseCode;

/**
 * The two ends of one live session: passes frames on as they are, in order, and decides what happens while an end is slow, away or done.
 *
 * <p>Lives as long as its session, connections come and go. Everything but {@link #close} is called on the session's event loop, which owns all fields.
 */
final class Relay implements Live {
    private static final System.Logger LOG = System.getLogger(Relay.class.getName());

    /** What may wait for one end. Half a second of a fast tunnel; the tenth part of what one official agent keeps itself. */
    static final long QUEUE_BYTES = 1024 * 1024;

    /** A stop shorter than this is left to TCP; after a longer one the sender is told. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration TICK = Duration.ofSeconds(1);

    /** {@code EXIT_CODE: -123456789}; anything longer is encrypted or something else. */
    private static final int MAX_EXIT_CODE_BYTES = 24;

    private final SessionId id;
    private final Loop loop;
    private final GatewayFrames frames;
    private final SessionEvents events;
    private final Leg toClient;
    private final Leg toAgent;
    private final HandshakeWatch handshake = new HandshakeWatch();
    private final AckMemory clientAcks = new AckMemory();
    private final LostAcks lostAcks;
    private final Ending ending;

    /** Whether the client has had a connection to this relay. */
    private boolean clientWasHere;

    /** The highest stream number the agent has sent. */
    private long lastOutput = -1;

    /** Whether the agent has said that no output will follow. */
    private boolean agentDone;

    /** How the program ended, once the agent has told: in its last word, or in a command's stream. */
    private OptionalInt exitCode = OptionalInt.empty();

    /** Whether something has passed to the agent since it was told to pause: an agent takes that as the end of the pause. */
    private boolean pauseMayBeOver;

    /** @param resumed whether the session is older than this relay: its ends may have talked through an earlier one, in a server that is gone */
    Relay(SessionId id, boolean resumed, Loop loop, GatewayFrames frames, SessionEvents events) {
        this.id = id;
        this.loop = loop;
        this.frames = frames;
        this.events = events;
        SocketPair pair = new SocketPair(loop, QUEUE_BYTES, this::drained);
        this.toClient = new Leg(loop, pair.left());
        this.toAgent = new Leg(loop, pair.right());
        this.lostAcks = new LostAcks(clientAcks, resumed ? Long.MAX_VALUE : -1, this::acknowledgeForClient);
        this.ending = new Ending(this);
    }

    /** Begins to look after slow and absent ends. */
    void start() {
        tickLater();
    }

    SessionId id() {
        return id;
    }

    Loop loop() {
        return loop;
    }

    private Leg toward(Side side) {
        return switch (side) {
            case CLIENT -> toClient;
            case AGENT -> toAgent;
        };
    }

    // ---- connections

    /** An end has shown its token. Its connection replaces an earlier one. */
    void attach(Side side, WebSocket socket, boolean own) {
        Optional<WebSocket> before = toward(side).connected(socket, own);
        before.ifPresent(old -> old.close(CloseCode.NORMAL, "replaced by a new connection"));
        switch (side) {
            case AGENT -> agentDone = false;
            case CLIENT -> {
                lostAcks.connected(socket, !clientWasHere, lastOutput);
                clientWasHere = true;
            }
        }
        // a new connection of either kind of end publishes, whatever the old one was told
        Leg fromIt = side == Side.AGENT ? toClient : toAgent;
        fromIt.paused(false);
        events.connected(side);
        goOn();
        ending.attached(side);
    }

    /** A connection is gone. */
    void detach(Side side, WebSocket socket) {
        if (toward(side).disconnected(socket)) {
            events.disconnected(side);
            if (side == Side.AGENT && agentDone) {
                exitCode.ifPresent(events::exited);
            }
            ending.progressed();
        }
    }

    private boolean current(Side side, WebSocket socket) {
        return toward(side).socket().filter(socket::equals).isPresent();
    }

    // ---- frames

    /** A message from an end; borrowed. */
    void message(Side from, WebSocket socket, BinaryMessage message) {
        if (!current(from, socket)) {
            return; // replaced, and not closed yet
        }
        ByteBuffer bytes = message.bytes();
        try {
            FrameHeader header = FrameReader.header(bytes);
            if (header.type().isEmpty()) {
                LOG.log(
                        Level.DEBUG,
                        "frame of unknown type dropped session={0} type={1}",
                        id.text(),
                        header.typeName());
                return;
            }
            verify(from, bytes, header);
            switch (from) {
                case CLIENT -> fromClient(message, bytes, header);
                case AGENT -> fromAgent(message, bytes, header);
            }
        } catch (MalformedFrameException e) {
            events.badFrame(from, socket, String.valueOf(e.getMessage()));
            socket.close(CloseCode.POLICY_VIOLATION, "bad frame: " + e.getMessage());
        }
    }

    /**
     * Refuses what the other end would choke on, so that it is the sender's connection that ends and not the receiver's.
     *
     * <p>The digest of everything from a client is checked, whoever receives it: our agent drops its data channel over a wrong one, and input is small. Output is checked where
     * an official client receives it, which drops the frame without a word; our own client checks for itself, so a fast tunnel costs the gateway no hash
     * (docs/adr/0040-gateway.md). A payload of a type that is not known cannot be left out of a stream, and neither of our ends takes it.
     */
    private void verify(Side from, ByteBuffer bytes, FrameHeader header) throws MalformedFrameException {
        if (header.payloadType().isEmpty()) {
            throw new MalformedFrameException(
                    "the payload type " + Integer.toUnsignedString(header.payloadTypeCode()) + " is unknown");
        }
        if ((from == Side.CLIENT || !toClient.own()) && !FrameReader.digestMatches(bytes, header)) {
            throw new MalformedFrameException("the payload digest does not fit the payload");
        }
    }

    private void fromClient(BinaryMessage message, ByteBuffer bytes, FrameHeader header)
            throws MalformedFrameException {
        MessageType type = header.type().orElseThrow();
        if (type == MessageType.INPUT_STREAM_DATA) {
            events.input();
            pauseMayBeOver = true;
            toAgent.stream(message, header, Duration.ZERO);
        } else if (type == MessageType.ACKNOWLEDGE) {
            long sequence = acknowledged(bytes, header);
            if (sequence <= lastOutput) { // else the client has not seen the frame, whatever it says
                clientAcks.acknowledged(sequence);
                lostAcks.acknowledged(sequence);
            }
            pauseMayBeOver = true;
            toAgent.acknowledge(message, !handshake.done());
            ending.progressed();
        } else {
            throw new MalformedFrameException("no client sends " + header.typeName());
        }
    }

    private void fromAgent(BinaryMessage message, ByteBuffer bytes, FrameHeader header) throws MalformedFrameException {
        MessageType type = header.type().orElseThrow();
        if (type == MessageType.OUTPUT_STREAM_DATA) {
            output(message, bytes, header);
        } else if (type == MessageType.ACKNOWLEDGE) {
            acknowledged(bytes, header);
            toClient.acknowledge(message, !handshake.done());
        } else if (type == MessageType.AGENT_SESSION_STATE) {
            AgentSessionState state = Messages.read(payload(bytes, header), AgentSessionState.class);
            agentDone = state.state() == AgentSessionState.State.TERMINATING;
            if (state.exitCode() != null) {
                exitCode(state.exitCode());
            }
            ending.progressed();
        } else {
            throw new MalformedFrameException("no agent sends " + header.typeName() + " on a data channel");
        }
    }

    private void output(BinaryMessage message, ByteBuffer bytes, FrameHeader header) throws MalformedFrameException {
        if (clientAcks.contains(header.sequence())) {
            acknowledgeForClient(header);
            return;
        }
        boolean repeated = header.sequence() <= lastOutput;
        clientAcks.passed(header.sequence());
        lastOutput = Math.max(lastOutput, header.sequence());
        if (header.payloadTypeCode() == PayloadType.EXIT_CODE.code() && header.payloadLength() <= MAX_EXIT_CODE_BYTES) {
            ExitCode.of(payload(bytes, header)).ifPresent(code -> exitCode(code.value()));
        }
        Duration quietAfter = handshake.passing(header, bytes);
        boolean left = toClient.stream(message, header, quietAfter);
        if (left && repeated && !toClient.own()) {
            lostAcks.repeated(header);
        }
    }

    /** Says in the client's place that it has this frame. */
    private void acknowledgeForClient(FrameHeader header) {
        BinaryMessage answer = frames.acknowledge(header);
        pauseMayBeOver = true;
        toAgent.acknowledge(answer, !handshake.done());
        answer.release();
        ending.progressed();
    }

    private void exitCode(int code) {
        exitCode = OptionalInt.of(code);
        events.exitCode(code);
    }

    private static long acknowledged(ByteBuffer bytes, FrameHeader header) throws MalformedFrameException {
        return Messages.read(payload(bytes, header), Acknowledge.class).sequence();
    }

    private static byte[] payload(ByteBuffer bytes, FrameHeader header) {
        byte[] payload = new byte[header.payloadLength()];
        bytes.get(bytes.position() + header.payloadOffset(), payload);
        return payload;
    }

    // ---- slow and absent ends

    /** A connection takes more again. */
    void writable(Side side, WebSocket socket) {
        if (current(side, socket)) {
            toward(side).writable();
        }
    }

    /** Nothing waits in one of the lanes any more. */
    private void drained() {
        if (toClient.isEmpty()) {
            toClient.drained();
        }
        if (toAgent.isEmpty()) {
            toAgent.drained();
        }
        goOn();
        ending.progressed();
    }

    private void tickLater() {
        loop.schedule(this::tick, TICK);
    }

    private void tick() {
        if (ending.over()) {
            return;
        }
        pauseIfStuck(toClient, toAgent);
        pauseIfStuck(toAgent, toClient);
        if (toClient.paused() && pauseMayBeOver) {
            pauseMayBeOver = false;
            toAgent.control(frames.pausePublication());
        }
        ending.tick();
        tickLater();
    }

    /**
     * Tells a sender to pause when its receiver has been stuck for too long; from then on the sender is read again, so that its pings and its end are noticed.
     *
     * <p>Our own ends keep 4 MiB themselves and then wait, so they are told only when the other end is away. COMPAT: the official agent must be read, or it misses the
     * answer to its ping; but after a pause it sends ten frames a second, so it is told as late as possible. The official client knows no pause: it is not read, for as
     * long as it takes, because what it has to repeat it repeats one by one.
     */
    private void pauseIfStuck(Leg receiver, Leg sender) {
        if (receiver.paused() || !sender.present()) {
            return;
        }
        boolean stuck = sender.own()
                ? receiver.absentFor().compareTo(PATIENCE) >= 0
                : receiver == toClient && receiver.blockedFor().compareTo(PATIENCE) >= 0;
        if (stuck) {
            receiver.paused(true);
            sender.control(frames.pausePublication());
            pauseMayBeOver = false;
        }
    }

    /** Tells senders to go on whose receiver is there and has taken everything. */
    private void goOn() {
        goOn(toClient, toAgent);
        goOn(toAgent, toClient);
    }

    private void goOn(Leg receiver, Leg sender) {
        if (receiver.paused() && receiver.present() && receiver.isEmpty()) {
            receiver.paused(false);
            sender.control(frames.startPublication());
        }
    }

    // ---- the end

    @Override
    public void close(EndReason reason, String farewell) {
        loop.execute(() -> ending.begin(reason, farewell));
    }

    /** Whether everything the agent had to say has arrived here. */
    boolean outputComplete() {
        return agentDone || !toAgent.present();
    }

    /** Whether the client has everything that has arrived here, or is not there to take it. */
    boolean outputDelivered() {
        return !toClient.present() || (toClient.isEmpty() && clientAcks.coversAllUpTo(lastOutput));
    }

    /** Whether everything for the client has left, farewell included. */
    boolean clientTold() {
        return toClient.isEmpty();
    }

    boolean present(Side side) {
        return toward(side).present();
    }

    /** What waits for an end. */
    long queuedBytes(Side side) {
        return toward(side).queuedBytes();
    }

    /** Tells an end that the session is over. */
    void tell(Side side, String text) {
        if (toward(side).present()) {
            toward(side).control(frames.channelClosed(id, text));
        }
    }

    /** Closes what is still open. */
    void dispose() {
        toClient.socket().ifPresent(socket -> socket.close(CloseCode.NORMAL, ""));
        toAgent.socket().ifPresent(socket -> socket.close(CloseCode.NORMAL, ""));
        toClient.clear();
        toAgent.clear();
        events.closed();
    }
}
