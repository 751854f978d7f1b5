// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sallyport.server.http.BinaryMessage;
import sallyport.server.http.Loop;
import sallyport.server.http.OffLoop;
import sallyport.server.http.WebSocket;
import sallyport.server.http.WebSocketHandler;
import sallyport.server.identity.NodeId;
import sallyport.wire.frame.Frame;
import sallyport.wire.frame.FrameHeader;
import sallyport.wire.frame.FrameReader;
import sallyport.wire.frame.FrameWriter;
import sallyport.wire.frame.MalformedFrameException;
import sallyport.wire.frame.MessageType;
import sallyport.wire.frame.PayloadType;
import sallyport.wire.message.AgentTaskAcknowledge;
import sallyport.wire.message.AgentTaskComplete;
import sallyport.wire.message.Messages;
import sallyport.wire.message.OpenControlChannel;
import sallyport.wire.websocket.CloseCode;

/**
 * One connection of one agent's control channel: first an open frame with a token, then frames both ways.
 *
 * <p>Fields are owned by the socket's event loop, except the socket itself, which is written once before others can see this channel. Frames are
 * handled on the node's {@link OffLoop}, and while too many of them wait the socket is not read.
 */
final class ControlChannel implements WebSocketHandler {
    private static final System.Logger LOG = System.getLogger(ControlChannel.class.getName());

    private static final Duration OPEN_TIME = Duration.ofSeconds(10);

    /** Our agents ping every 4 s: three pings are missing. */
    private static final Duration OWN_SILENCE = Duration.ofSeconds(12);

    /** Frames heard but not handled at which reading pauses. */
    private static final int MAX_BACKLOG = 16;

    /** What no agent does that works. */
    private static final Set<Integer> BROKEN_RULES =
            Set.of(CloseCode.PROTOCOL_ERROR, CloseCode.UNSUPPORTED_DATA, CloseCode.INVALID_TEXT, CloseCode.TOO_BIG);

    private final NodeId node;
    private final ControlChannels channels;
    private final ControlHandler handler;
    private final OffLoop line;
    private final InstantSource clock;

    private @Nullable WebSocket socket;
    private Loop.@Nullable Timer openDeadline;
    private boolean open;

    ControlChannel(NodeId node, ControlChannels channels, ControlHandler handler, OffLoop line, InstantSource clock) {
        this.node = node;
        this.channels = channels;
        this.handler = handler;
        this.line = line;
        this.clock = clock;
    }

    NodeId node() {
        return node;
    }

    void tellConnected() {
        line.run(() -> handler.connected(node));
    }

    void tellDisconnected() {
        line.run(() -> handler.disconnected(node));
    }

    /** Sends unless too much is waiting. Any thread. */
    boolean send(byte[] frame, long maxPendingBytes) {
        WebSocket to = socket;
        if (to == null || to.pendingBytes() + frame.length > maxPendingBytes) {
            return false;
        }
        to.send(frame);
        return true;
    }

    /** Any thread. */
    void close(String why) {
        if (socket != null) {
            socket.close(CloseCode.POLICY_VIOLATION, why);
        }
    }

    // ---- on the socket's loop

    @Override
    public void opened(WebSocket opened) {
        socket = opened;
        openDeadline = opened.loop().schedule(() -> refuse("no open frame within 10 s"), OPEN_TIME);
    }

    @Override
    public void text(WebSocket from, String text) {
        if (open) {
            refuse("text after the open frame");
            return;
        }
        try {
            OpenControlChannel first = Messages.read(text, OpenControlChannel.class);
            if (first.sallyport() != null) {
                from.silenceLimit(OWN_SILENCE);
            }
            open = channels.redeem(this, first.tokenValue());
            if (open) {
                endOpenDeadline();
            } else {
                refuse("the token is not good, or not any more");
            }
        } catch (MalformedFrameException e) {
            refuse("bad open frame: " + e.getMessage());
        }
    }

    @Override
    public void binary(WebSocket from, BinaryMessage message) {
        if (!open) {
            refuse("a frame before the open frame");
            return;
        }
        try {
            FrameHeader header = FrameReader.header(message.bytes());
            if (header.type().isPresent()) {
                heard(from, FrameReader.read(message.bytes()));
            } else {
                LOG.log(Level.DEBUG, "frame of unknown type ignored node={0} type={1}", node, header.typeName());
            }
        } catch (MalformedFrameException e) {
            refuse("bad frame: " + e.getMessage());
        }
    }

    private void heard(WebSocket from, Frame frame) {
        switch (frame.type()) {
            case AGENT_TASK_COMPLETE, AGENT_JOB_ACK, AGENT_JOB_REPLY -> {
                line.run(() -> handle(from, frame));
                if (line.backlog() >= MAX_BACKLOG) {
                    from.pauseReading();
                    line.run(() -> from.loop().execute(from::resumeReading));
                }
            }
            case AGENT_TELEMETRY, AGENT_UPDATE_RESULT -> {} // counters nobody asked for
            case INPUT_STREAM_DATA,
                    OUTPUT_STREAM_DATA,
                    ACKNOWLEDGE,
                    CHANNEL_CLOSED,
                    START_PUBLICATION,
                    PAUSE_PUBLICATION,
                    AGENT_SESSION_STATE,
                    INTERACTIVE_SHELL,
                    AGENT_JOB,
                    AGENT_JOB_REPLY_ACK,
                    AGENT_TASK_ACKNOWLEDGE ->
                LOG.log(Level.DEBUG, "frame out of place ignored node={0} type={1}", node, frame.type());
        }
    }

    /** On the node's line: the agent hears that its frame is noted only if it is. */
    private void handle(WebSocket from, Frame frame) {
        handler.received(node, frame);
        if (frame.type() == MessageType.AGENT_TASK_COMPLETE) {
            acknowledge(from, frame);
        }
    }

    private void acknowledge(WebSocket to, Frame complete) {
        try {
            AgentTaskComplete task = Messages.read(complete.payload(), AgentTaskComplete.class);
            AgentTaskAcknowledge answer = AgentTaskAcknowledge.of(complete.id().toString(), task.taskId());
            to.send(FrameWriter.write(new Frame(
                    MessageType.AGENT_TASK_ACKNOWLEDGE,
                    clock.millis(),
                    0,
                    0,
                    UUID.randomUUID(),
                    PayloadType.UNSET,
                    Messages.write(answer))));
        } catch (MalformedFrameException e) {
            LOG.log(Level.WARNING, "task completion cannot be read node=" + node + " cause=" + e.getMessage());
        }
    }

    @Override
    public void writable(WebSocket writable) {}

    @Override
    public void closed(WebSocket gone, int code, String reason) {
        endOpenDeadline();
        if (BROKEN_RULES.contains(code)) {
            channels.warn("control channel broken node=" + node + " code=" + code + " cause=" + reason);
        } else {
            LOG.log(Level.DEBUG, "control channel closed node={0} code={1} reason={2}", node, code, reason);
        }
        channels.closed(this);
    }

    private void refuse(String why) {
        endOpenDeadline();
        channels.warn("control channel refused node=" + node + " cause=" + why);
        close(why);
    }

    private void endOpenDeadline() {
        if (openDeadline != null) {
            openDeadline.cancel();
            openDeadline = null;
        }
    }
}
