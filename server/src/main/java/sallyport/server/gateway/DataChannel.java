// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.gateway;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    private final SessionId id;
    private final Optional<Side> signedSide;
    private final DataChannels channels;

    private Loop.@Nullable Timer openDeadline;

    /** Whether the open frame has come; what it is worth may not be known yet. */
    private boolean opened;

    private boolean gone;

    /** Where the messages go, once the token was found good. */
    private @Nullable Relay relay;

    private Side side = Side.CLIENT;

    /** @param signedSide whose end the upgrade's signer is, if it was signed */
    DataChannel(SessionId id, Optional<Side> signedSide, DataChannels channels) {
        this.id = id;
        this.signedSide = signedSide;
        this.channels = channels;
    }

    @Override
    public void opened(WebSocket socket) {
        openDeadline = socket.loop().schedule(() -> refuse(socket, "no open frame within 10 s"), OPEN_TIME);
    }

    @Override
    public void text(WebSocket socket, String text) {
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

    /** Off the loop: the token's use is written down. */
    private void redeem(WebSocket socket, OpenDataChannel first) {
        try {
            TokenVerdict verdict = channels.sessions().redeem(id, first.tokenValue());
            socket.loop().execute(() -> redeemed(socket, verdict, first.sallyport() != null));
        } catch (RuntimeException e) {
            socket.close(CloseCode.INTERNAL_ERROR, "internal error");
            throw e;
        }
    }

    private void redeemed(WebSocket socket, TokenVerdict verdict, boolean own) {
        switch (verdict) {
            case TokenVerdict.Accepted(Side of) -> join(socket, of, own);
            case TokenVerdict.Refused refused -> refuse(socket, "token refused: " + refused);
        }
    }

    private void join(WebSocket socket, Side of, boolean own) {
        if (gone) {
            return;
        }
        if (signedSide.isPresent() && signedSide.get() != of) {
            refuse(socket, "the token is not the signer's");
            return;
        }
        Optional<Relay> found = channels.relay(id);
        if (found.isEmpty()) {
            refuse(socket, "the session has ended");
            return;
        }
        side = of;
        relay = found.get();
        relay.attach(side, socket, own);
    }

    @Override
    public void binary(WebSocket socket, BinaryMessage message) {
        if (relay != null) {
            relay.message(side, socket, message);
        } else if (!opened) {
            refuse(socket, "a frame before the open frame");
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
        LOG.log(Level.DEBUG, "data channel closed session={0} code={1} reason={2}", id.text(), code, reason);
        if (relay != null) {
            relay.detach(side, socket);
        }
    }

    private void refuse(WebSocket socket, String why) {
        LOG.log(Level.WARNING, "data channel refused session=" + id.text() + " cause=" + why);
        endOpenDeadline();
        socket.close(CloseCode.POLICY_VIOLATION, why);
    }

    private void endOpenDeadline() {
        if (openDeadline != null) {
            openDeadline.cancel();
            openDeadline = null;
        }
    }
}
