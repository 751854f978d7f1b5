// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.gateway;

import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sallyport.ledger.LedgerException;
import sallyport.server.http.BinaryMessage;
import sallyport.server.http.Loop;
import sallyport.server.http.OffLoop;
import sallyport.server.http.WebSocket;
import sallyport.server.http.WebSocketHandler;
import sallyport.server.session.SessionId;
import sallyport.server.session.Side;
import sallyport.server.session.TokenVerdict;
import sallyport.wire.frame.MalformedFrameException;
import sallyport.wire.message.Messages;
import sallyport.wire.message.OpenDataChannel;
import sallyport.wire.websocket.CloseCode;

/**
 * One connection to a session: until its first frame has shown a good token it has no influence on anything; from then on its messages are the relay's. Owned by the
 * session's loop.
 */
final class DataChannel implements WebSocketHandler {
    private static final System.Logger LOG = System.getLogger(DataChannel.class.getName());

    private static final Duration OPEN_TIME = Duration.ofSeconds(10);

    /** Ends of connections that need no second look: in order, at a stop of the server, or already told when they were refused. */
    private static final Set<Integer> QUIET_CODES =
            Set.of(CloseCode.NORMAL, CloseCode.GOING_AWAY, CloseCode.NO_STATUS, CloseCode.POLICY_VIOLATION);

    /** What may be kept for the relay while the token is looked at: what arrived in one piece with the open frame. Beyond it the end repeats. */
    private static final int MAX_EARLY_BYTES = 64 * 1024;

    /** How long a client that was told to leave has to do so by itself. */
    private static final Duration LEAVING_TIME = Duration.ofSeconds(3);

    private final SessionId id;
    private final Optional<Side> signedSide;
    private final InetSocketAddress remote;
    private final boolean older;
    private final DataChannels channels;
    private final ChannelTrail trail;

    private Loop.@Nullable Timer openDeadline;

    /** Whether the open frame has come; what it is worth may not be known yet. */
    private boolean opened;

    /** Whether the connection is being closed; nothing it says counts any more. */
    private boolean refused;

    private boolean gone;

    private final Queue<BinaryMessage> early = new ArrayDeque<>(0);
    private int earlyBytes;

    /** Where the messages go, once the token was found good. */
    private @Nullable Relay relay;

    private Side side = Side.CLIENT;

    /**
     * A channel whose first frame is due.
     *
     * @param signedSide whose end the upgrade's signer is, if it was signed
     * @param older whether the session's ends have met before
     */
    DataChannel(
            SessionId id, Optional<Side> signedSide, InetSocketAddress remote, boolean older, DataChannels channels) {
        this.id = id;
        this.signedSide = signedSide;
        this.remote = remote;
        this.older = older;
        this.channels = channels;
        this.trail = channels.trail();
    }

    @Override
    public void opened(WebSocket socket) {
        openDeadline = socket.loop().schedule(() -> refuse(socket, "no open frame within 10 s"), OPEN_TIME);
    }

    @Override
    public void text(WebSocket socket, String text) {
        if (relay != null) {
            trail.badFrame(id, side, remote, "text where frames are binary");
            socket.close(CloseCode.POLICY_VIOLATION, "frames are binary");
            return;
        }
        if (opened) {
            refuse(socket, "frames are binary");
            return;
        }
        opened = true;
        endOpenDeadline();
        try {
            OpenDataChannel first = Messages.read(text, OpenDataChannel.class);
            socket.pauseReading();
            new OffLoop("open-" + id.text()).run(() -> redeem(socket, first));
        } catch (MalformedFrameException e) {
            refuse(socket, "bad open frame: " + e.getMessage());
        }
    }

    /** Off the loop: the token's use and the opening are written down. */
    private void redeem(WebSocket socket, OpenDataChannel first) {
        try {
            switch (channels.sessions().redeem(id, first.tokenValue())) {
                case TokenVerdict.Accepted(Side of) -> accepted(socket, of, first);
                case TokenVerdict.TooLate(String farewell) -> {
                    trail.refused(id, remote, "the session has ended");
                    socket.loop().execute(() -> sendAway(socket, farewell));
                }
                case TokenVerdict.Refused why -> socket.loop().execute(() -> refuse(socket, "token refused: " + why));
            }
        } catch (RuntimeException e) {
            socket.close(CloseCode.INTERNAL_ERROR, "internal error");
            throw e;
        }
    }

    private void accepted(WebSocket socket, Side of, OpenDataChannel first) {
        if (signedSide.isPresent() && signedSide.get() != of) {
            socket.loop().execute(() -> refuse(socket, "the token is not the signer's"));
            return;
        }
        try {
            trail.opened(id, of, remote, first);
        } catch (LedgerException e) {
            LOG.log(Level.ERROR, "an open data channel is not on the ledger, so it is refused session=" + id.text(), e);
            socket.close(CloseCode.INTERNAL_ERROR, "the audit log cannot be written");
            return;
        }
        socket.loop().execute(() -> join(socket, of, first.sallyport() != null));
    }

    private void join(WebSocket socket, Side of, boolean own) {
        if (gone || refused) {
            return;
        }
        Optional<Relay> found = channels.relay(id, older);
        if (found.isEmpty()) {
            refuse(socket, "the session has ended");
            return;
        }
        side = of;
        relay = found.get();
        relay.attach(side, socket, own);
        for (BinaryMessage message = early.poll(); message != null; message = early.poll()) {
            relay.message(side, socket, message);
            message.release();
        }
    }

    /**
     * Tells a client why its session was over before it came.
     *
     * <p>COMPAT: the official client hangs for ever when its first connection is refused; only {@code channel_closed} makes it leave.
     */
    private void sendAway(WebSocket socket, String farewell) {
        if (!gone && !refused) {
            socket.resumeReading();
            socket.send(channels.frames().channelClosed(id, farewell));
            socket.loop().schedule(() -> socket.close(CloseCode.NORMAL, ""), LEAVING_TIME);
        }
    }

    @Override
    public void binary(WebSocket socket, BinaryMessage message) {
        if (relay != null) {
            relay.message(side, socket, message);
        } else if (!opened) {
            refuse(socket, "a frame before the open frame");
        } else if (!refused && earlyBytes + message.length() <= MAX_EARLY_BYTES) {
            earlyBytes += message.length();
            early.add(message.retain());
        }
    }

    @Override
    public void writable(WebSocket socket) {
        if (relay != null) {
            relay.writable(side, socket);
        }
    }

    @Override
    public void closed(WebSocket socket, int code, String reason) {
        gone = true;
        endOpenDeadline();
        early.forEach(BinaryMessage::release);
        early.clear();
        if (!QUIET_CODES.contains(code) && !(code == CloseCode.ABNORMAL && reason.isEmpty())) {
            trail.broken(id, remote, code, reason);
        }
        if (relay != null) {
            relay.detach(side, socket);
        }
    }

    /** {@code why} is told to the peer, the log and the ledger. */
    private void refuse(WebSocket socket, String why) {
        if (refused) {
            return;
        }
        refused = true;
        endOpenDeadline();
        new OffLoop("refused-" + id.text()).run(() -> trail.refused(id, remote, why));
        socket.close(CloseCode.POLICY_VIOLATION, why);
    }

    private void endOpenDeadline() {
        if (openDeadline != null) {
            openDeadline.cancel();
            openDeadline = null;
        }
    }
}
