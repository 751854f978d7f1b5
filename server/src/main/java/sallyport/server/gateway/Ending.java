// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.gateway;

import java.time.Duration;
import sallyport.server.session.EndReason;
import sallyport.server.session.EndReason.AgentError;
import sallyport.server.session.EndReason.ApiTerminated;
import sallyport.server.session.EndReason.Exited;
import sallyport.server.session.EndReason.Idle;
import sallyport.server.session.EndReason.MaxDuration;
import sallyport.server.session.EndReason.NodeLost;
import sallyport.server.session.EndReason.NodeRemoved;
import sallyport.server.session.EndReason.PolicyChange;
import sallyport.server.session.EndReason.RecordingFailed;
import sallyport.server.session.EndReason.ServerError;
import sallyport.server.session.EndReason.Unopened;
import sallyport.server.session.EndReason.UserEnded;
import sallyport.server.session.Side;

/**
 * How a session's connections end: output that is under way first, then {@code channel_closed}, then the sockets. Owned by the session's loop.
 *
 * <p>COMPAT: the official client takes a closed socket for a broken one and comes back; only {@code channel_closed} ends it, and it leaves by itself then.
 */
final class Ending {
    /** Without any progress for this long, nothing more is waited for: the official agent gives its client the same time. */
    private static final Duration DELIVERY_TIME = Duration.ofSeconds(2);

    /** A slow client may take this long for its last output. */
    private static final Duration LONGEST_DELIVERY = Duration.ofSeconds(60);

    /** How long the ends have to leave by themselves. */
    private static final Duration LEAVING_TIME = Duration.ofSeconds(3);

    private enum Phase {
        NOT_YET,
        /** For output that is under way. */
        DELIVERING,
        /** Both ends have been told. */
        LEAVING,
        OVER
    }

    private final Relay relay;
    private Phase phase = Phase.NOT_YET;
    private String farewell = "";
    private long begunNanos;
    private long progressNanos;

    Ending(Relay relay) {
        this.relay = relay;
    }

    boolean over() {
        return phase == Phase.OVER;
    }

    /** The session has ended. */
    void begin(EndReason reason, String text) {
        if (phase != Phase.NOT_YET) {
            return;
        }
        phase = Phase.DELIVERING;
        farewell = text;
        begunNanos = relay.loop().nanoTime();
        progressNanos = begunNanos;
        switch (reason) {
            case Exited _, AgentError _, UserEnded _ -> {
                relay.loop().schedule(this::check, DELIVERY_TIME);
                check();
            }
            // the agent is told now; what waits for the client still leaves before the farewell
            case ApiTerminated _,
                    Idle _,
                    MaxDuration _,
                    PolicyChange _,
                    Unopened _,
                    NodeLost _,
                    NodeRemoved _,
                    RecordingFailed _,
                    ServerError _ -> tell();
        }
    }

    /** Something has moved that an ending may wait for. */
    void progressed() {
        switch (phase) {
            case NOT_YET, OVER -> {}
            case DELIVERING -> {
                progressNanos = relay.loop().nanoTime();
                check();
            }
            case LEAVING -> leave();
        }
    }

    void tick() {
        switch (phase) {
            case NOT_YET, OVER -> {}
            case DELIVERING -> check();
            case LEAVING -> leave();
        }
    }

    /** An end has connected, perhaps a moment too late. */
    void attached(Side side) {
        if (phase == Phase.LEAVING) {
            relay.tell(side, side == Side.CLIENT ? farewell : "");
        }
    }

    private void check() {
        if (phase != Phase.DELIVERING) {
            return;
        }
        boolean done = relay.outputComplete() && relay.outputDelivered();
        if (done || since(progressNanos, DELIVERY_TIME) || since(begunNanos, LONGEST_DELIVERY)) {
            tell();
        }
    }

    private void tell() {
        phase = Phase.LEAVING;
        progressNanos = relay.loop().nanoTime();
        relay.tell(Side.CLIENT, farewell);
        relay.tell(Side.AGENT, "");
        leave();
    }

    private void leave() {
        if (!relay.clientTold() && relay.present(Side.CLIENT)) {
            progressNanos = relay.loop().nanoTime(); // the leaving time starts with the farewell
        }
        boolean alone = !relay.present(Side.CLIENT) && !relay.present(Side.AGENT);
        if (alone || since(progressNanos, LEAVING_TIME) || since(begunNanos, LONGEST_DELIVERY.plus(LEAVING_TIME))) {
            phase = Phase.OVER;
            relay.dispose();
        }
    }

    private boolean since(long nanos, Duration time) {
        return relay.loop().nanoTime() - nanos >= time.toNanos();
    }
}
