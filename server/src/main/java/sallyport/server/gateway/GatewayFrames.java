// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.gateway;

import java.time.InstantSource;
import java.util.UUID;
import sallyport.server.http.BinaryMessage;
import sallyport.server.session.SessionId;
import sallyport.wire.frame.Frame;
import sallyport.wire.frame.FrameHeader;
import sallyport.wire.frame.FrameWriter;
import sallyport.wire.frame.MessageType;
import sallyport.wire.frame.PayloadType;
import sallyport.wire.message.Acknowledge;
import sallyport.wire.message.ChannelClosed;
import sallyport.wire.message.Messages;

/** The few frames that a gateway says itself. */
final class GatewayFrames {
    /** Official ends can parse an empty payload but never send one; an empty object is safe with all of them. */
    private static final byte[] NOTHING = {'{', '}'};

    private final InstantSource clock;

    GatewayFrames(InstantSource clock) {
        this.clock = clock;
    }

    BinaryMessage pausePublication() {
        return frame(MessageType.PAUSE_PUBLICATION, 0, NOTHING);
    }

    BinaryMessage startPublication() {
        return frame(MessageType.START_PUBLICATION, 0, NOTHING);
    }

    /** An answer in the client's place to a frame that the client has acknowledged before. */
    BinaryMessage acknowledge(FrameHeader header) {
        Acknowledge acknowledge = new Acknowledge(header.typeName(), header.id(), header.sequence(), true);
        return frame(MessageType.ACKNOWLEDGE, Frame.SYN | Frame.FIN, Messages.write(acknowledge));
    }

    /**
     * The last word to either end.
     *
     * @param text for the user; empty for a normal end
     */
    BinaryMessage channelClosed(SessionId session, String text) {
        UUID id = UUID.randomUUID();
        ChannelClosed closed = new ChannelClosed(
                id.toString(),
                clock.instant().toString(),
                session.text(),
                session.text(),
                MessageType.CHANNEL_CLOSED.wireName(),
                1,
                text);
        return frame(id, MessageType.CHANNEL_CLOSED, 0, Messages.write(closed));
    }

    private BinaryMessage frame(MessageType type, long flags, byte[] payload) {
        return frame(UUID.randomUUID(), type, flags, payload);
    }

    private BinaryMessage frame(UUID id, MessageType type, long flags, byte[] payload) {
        return BinaryMessage.copyOf(
                FrameWriter.write(new Frame(type, clock.millis(), 0, flags, id, PayloadType.UNSET, payload)));
    }
}
