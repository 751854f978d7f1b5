// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import sallyport.server.http.BoundedLog;
import sallyport.server.http.OffLoop;
import sallyport.server.http.Upgrade;
import sallyport.server.identity.NodeId;
import sallyport.server.keys.Secret;
import sallyport.wire.frame.Frame;
import sallyport.wire.frame.FrameWriter;

/**
 * Which nodes are connected now, and the way to reach them: the one truth behind TargetNotConnected, GetConnectionStatus and PingStatus.
 *
 * <p>An agent asks for a token, opens a WebSocket, and shows the token in its first frame; from then on it counts as connected until that
 * socket is gone or a newer one of the same node replaces it. Thread-safe; nothing here blocks.
 */
public final class ControlChannels {
    /** A channel on which this much waits belongs to an agent that does not read. */
    private static final long MAX_PENDING_BYTES = 4 * 1024 * 1024;

    /** Twice and a half what official agents send at most: job replies of 120 000 bytes of text, escaped once more. */
    private static final int MAX_MESSAGE_BYTES = 256 * 1024;

    /** A node has proven who it is, yet it may be a hostile one that connects again and again. */
    private static final int LINES_PER_MINUTE = 60;

    private final InstantSource clock;
    private final BoundedLog log;
    private final ControlTokens tokens;
    private final Map<NodeId, ControlChannel> open = new ConcurrentHashMap<>();

    /** One per node that has ever connected: what is heard from one connection comes before what is heard from the next. */
    private final Map<NodeId, OffLoop> lines = new ConcurrentHashMap<>();

    /**
     * No node is connected yet.
     *
     * @param clock for dates in frames
     * @param nanoClock monotonic, for the life of tokens
     * @param random unpredictable, for tokens
     */
    public ControlChannels(InstantSource clock, LongSupplier nanoClock, RandomGenerator random) {
        this.clock = clock;
        this.log = new BoundedLog(System.getLogger(ControlChannel.class.getName()), clock, LINES_PER_MINUTE);
        this.tokens = new ControlTokens(nanoClock, random);
    }

    public boolean connected(NodeId node) {
        return open.containsKey(node);
    }

    /** A token for the node's next control channel. */
    public Secret issueToken(NodeId node) {
        return tokens.issue(node);
    }

    /**
     * Sends a frame to a node's agent.
     *
     * @return false if the node is not connected or has stopped reading; true says nothing about arrival
     */
    public boolean send(NodeId node, Frame frame) {
        ControlChannel channel = open.get(node);
        return channel != null && channel.send(FrameWriter.write(frame), MAX_PENDING_BYTES);
    }

    /** Takes a WebSocket from somebody who has proven to be this node. */
    public Upgrade accept(NodeId node, ControlHandler handler) {
        OffLoop line = lines.computeIfAbsent(node, id -> new OffLoop("node-" + id));
        return new Upgrade.Accept(new ControlChannel(node, this, handler, line, clock), "", MAX_MESSAGE_BYTES);
    }

    /** Ends a node's control channel, if it has one. */
    public void disconnect(NodeId node, String why) {
        ControlChannel channel = open.get(node);
        if (channel != null) {
            closed(channel);
            channel.close(why);
        }
    }

    /** Whether the token is the node's; if so, this channel is the node's from here on. */
    boolean redeem(ControlChannel channel, String token) {
        if (!tokens.redeem(channel.node(), token)) {
            return false;
        }
        ControlChannel before = connect(channel);
        if (before != null) {
            before.close("replaced by a new connection");
        }
        return true;
    }

    /** Under the lock, so that the handler hears of connections in the order in which they counted; the node can be reached before it hears. */
    private synchronized @Nullable ControlChannel connect(ControlChannel channel) {
        ControlChannel before = open.put(channel.node(), channel);
        channel.tellConnected();
        return before;
    }

    /** Says what somebody should look at. */
    void warn(String line) {
        log.warn(line);
    }

    /** The channel is gone; if it was its node's, the node has none any more. */
    synchronized void closed(ControlChannel channel) {
        if (open.remove(channel.node(), channel)) {
            channel.tellDisconnected();
        }
    }
}
