// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.gateway;

import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import sallyport.ledger.Ledger;
import sallyport.server.http.EventLoops;
import sallyport.server.http.HttpResponse;
import sallyport.server.http.OffLoop;
import sallyport.server.http.Upgrade;
import sallyport.server.http.WebSocket;
import sallyport.server.identity.Caller;
import sallyport.server.session.ActivityClock;
import sallyport.server.session.EndReason;
import sallyport.server.session.Session;
import sallyport.server.session.SessionId;
import sallyport.server.session.SessionStatus;
import sallyport.server.session.Sessions;
import sallyport.server.session.Side;

/**
 * The gateway's door: lets WebSockets in for sessions that go on, and keeps the relays of those that have had one.
 *
 * <p>Thread-safe. A relay is made and used on its session's event loop alone; the map is shared.
 */
public final class DataChannels {
    /** The largest payload worth sending is 64 KiB; 1 MiB is where the official client begins to suffer. */
    private static final int MAX_MESSAGE_BYTES = 1024 * 1024;

    private final Sessions sessions;
    private final EventLoops loops;
    private final GatewayFrames frames;
    private final ChannelTrail trail;
    private final Map<SessionId, Relay> relays = new ConcurrentHashMap<>();

    /**
     * No channel is open yet.
     *
     * @param loops those of the listener
     * @param ledger where it is entered who came and who was refused
     * @param clock for dates in frames and the bounds of what strangers can put on record
     */
    public DataChannels(Sessions sessions, Ledger ledger, EventLoops loops, InstantSource clock) {
        this.sessions = sessions;
        this.loops = loops;
        this.frames = new GatewayFrames(clock);
        this.trail = new ChannelTrail(ledger, System.getLogger(ChannelTrail.class.getName()), clock);
    }

    /**
     * Takes a WebSocket for a session. Blocks shortly.
     *
     * @param session as it stood in the path
     * @param signer who has signed the request, if it was signed: must be one of the session's two ends
     * @param remote where the request comes from
     */
    public Upgrade accept(String session, Optional<Caller> signer, InetSocketAddress remote) {
        Optional<Session> known = SessionId.parse(session).flatMap(sessions::find);
        if (known.isEmpty()) {
            trail.refusedStranger(remote, "there is no such session");
            return refuse(404, "there is no such session");
        }
        SessionId id = known.get().id();
        if (known.get().end().isPresent() && signer.isPresent()) {
            trail.refused(id, remote, "the session has ended");
            // COMPAT: these words end the official agent's attempts
            return refuse(410, "Session is already terminated");
        }
        Optional<Side> signedSide = signer.flatMap(caller -> sideOf(known.get(), caller));
        if (signer.isPresent() && signedSide.isEmpty()) {
            trail.refusedSigner(
                    id, remote, "signed by another principal: " + signer.get().arn());
            return refuse(403, "this is another principal's session");
        }
        boolean older = known.get().status() == SessionStatus.DISCONNECTED;
        DataChannel channel = new DataChannel(id, signedSide, remote, older, this);
        return new Upgrade.Accept(channel, affinity(id), MAX_MESSAGE_BYTES);
    }

    private static Upgrade refuse(int status, String why) {
        return new Upgrade.Refuse(HttpResponse.text(status, why));
    }

    /** Which end of a session a caller is. */
    private static Optional<Side> sideOf(Session session, Caller caller) {
        if (caller.node().filter(session.target()::equals).isPresent()) {
            return Optional.of(Side.AGENT);
        }
        return caller.userId().equals(session.ownerId()) ? Optional.of(Side.CLIENT) : Optional.empty();
    }

    private static String affinity(SessionId id) {
        return id.text();
    }

    Sessions sessions() {
        return sessions;
    }

    ChannelTrail trail() {
        return trail;
    }

    GatewayFrames frames() {
        return frames;
    }

    /**
     * The relay of a session, made if it is the first connection's; empty if the session has ended meanwhile. On the session's loop.
     *
     * @param older whether the session's ends had met before this connection was let in; without a relay, that was in a server before this one
     */
    Optional<Relay> relay(SessionId id, boolean older) {
        Relay known = relays.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Events events = new Events(id);
        Relay made = new Relay(id, older, loops.loop(affinity(id)), frames, events);
        return sessions.attach(id, made).map(activity -> {
            events.activity = Optional.of(activity);
            relays.put(id, made);
            made.start();
            return made;
        });
    }

    /** Live relays, for the operator's eyes and the tests'. */
    public int size() {
        return relays.size();
    }

    /** Connections refused since the start, whatever the reason. */
    public long refused() {
        return trail.refused();
    }

    /** Connections closed since the start because of a frame that no working end sends. */
    public long badFrames() {
        return trail.badFrames();
    }

    /** Connections that ended otherwise than in order since the start: a WebSocket that was none, an end that fell silent. */
    public long broken() {
        return trail.broken();
    }

    /** Passes a relay's news on. */
    private final class Events implements SessionEvents {
        private final SessionId id;

        /** Set before the relay is in use. */
        private Optional<ActivityClock> activity = Optional.empty();

        Events(SessionId id) {
            this.id = id;
        }

        @Override
        public void input() {
            activity.ifPresent(ActivityClock::active);
        }

        @Override
        public void connected(Side side) {
            sessions.sideConnected(id, side);
        }

        @Override
        public void disconnected(Side side) {
            sessions.sideDisconnected(id, side);
        }

        @Override
        public void exitCode(int code) {
            sessions.exitCode(id, code);
        }

        @Override
        public void exited(int code) {
            EndReason reason = new EndReason.Exited(OptionalInt.of(code));
            new OffLoop("exited-" + id.text()).run(() -> sessions.ended(id, reason));
        }

        @Override
        public void badFrame(Side side, WebSocket socket, String why) {
            trail.badFrame(id, side, socket.remote(), why);
        }

        @Override
        public void closed() {
            relays.remove(id);
        }
    }
}
