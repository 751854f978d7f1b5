// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.gateway;

import java.nio.ByteBuffer;
import java.time.Duration;
import sallyport.wire.frame.FrameHeader;
import sallyport.wire.frame.MalformedFrameException;
import sallyport.wire.frame.PayloadType;
import sallyport.wire.message.HandshakeRequest;
import sallyport.wire.message.Messages;
import sallyport.wire.message.RequestedClientAction.SelectSessionType;
import sallyport.wire.message.SessionType;

/**
 * Watches the agent's stream for the handshake, if there is one: until it is over frames must keep their order strictly, and right after it an official client needs a
 * moment of peace. Owned by the session's loop.
 */
final class HandshakeWatch {
    /**
     * COMPAT: between HandshakeComplete and the creation of its multiplexer, any message kills the official client's reader (docs/protocol/data-channel.md).
     */
    private static final Duration QUIET_FOR_PORT = Duration.ofMillis(100);

    /** COMPAT: the official client drops output that arrives before its handler is registered, and then waits 200 ms for a repetition. */
    private static final Duration QUIET_FOR_SHELL = Duration.ofMillis(10);

    private enum Phase {
        /** The agent has not said anything yet. */
        UNKNOWN,
        RUNNING,
        /** Complete, or there is none. */
        DONE
    }

    private Phase phase = Phase.UNKNOWN;

    /** The careful assumption until the request says otherwise; a relay that is younger than its session may never see it. */
    private boolean port = true;

    boolean done() {
        return phase == Phase.DONE;
    }

    /** Takes note of a stream frame from the agent. How long an official client must then be left alone; zero for all but one. */
    Duration passing(FrameHeader header, ByteBuffer message) throws MalformedFrameException {
        if (phase == Phase.DONE) {
            return Duration.ZERO;
        }
        int type = header.payloadTypeCode();
        if (type == PayloadType.HANDSHAKE_REQUEST.code()) {
            phase = Phase.RUNNING;
            port = asksForPort(header, message);
        } else if (type == PayloadType.HANDSHAKE_COMPLETE.code()) {
            phase = Phase.DONE;
            return port ? QUIET_FOR_PORT : QUIET_FOR_SHELL;
        } else if (phase == Phase.UNKNOWN && type != PayloadType.ENC_CHALLENGE_REQUEST.code()) {
            phase = Phase.DONE;
        }
        return Duration.ZERO;
    }

    private static boolean asksForPort(FrameHeader header, ByteBuffer message) throws MalformedFrameException {
        byte[] json = new byte[header.payloadLength()];
        message.get(message.position() + header.payloadOffset(), json);
        return Messages.read(json, HandshakeRequest.class).requestedClientActions().stream()
                .anyMatch(action -> action instanceof SelectSessionType select
                        && select.parameters().sessionType().equals(SessionType.PORT.wireName()));
    }
}
