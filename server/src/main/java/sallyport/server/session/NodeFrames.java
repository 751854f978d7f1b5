// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import sallyport.wire.frame.Frame;
import sallyport.wire.frame.MessageType;
import sallyport.wire.frame.PayloadType;
import sallyport.wire.message.AgentTask;
import sallyport.wire.message.ChannelClosed;
import sallyport.wire.message.Messages;
import sallyport.wire.message.SessionTask;

/** The frames by which nodes learn over their control channels that a session begins or has ended. */
final class NodeFrames {

    private final SecureRandom random;
    private final InstantSource clock;

    NodeFrames(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    /** Source: {@code docs/protocol/data-channel.md#start-of-a-session}. */
    Frame start(SessionTask task) {
        return frame(MessageType.INTERACTIVE_SHELL, randomUuid(), Messages.write(AgentTask.of(task)));
    }

    /** Source: {@code docs/protocol/data-channel.md#session-end}. */
    Frame end(SessionId session) {
        UUID id = randomUuid();
        Instant now = clock.instant();
        ChannelClosed closed = new ChannelClosed(
                id.toString(),
                now.toString(),
                session.text(),
                session.text(),
                MessageType.CHANNEL_CLOSED.wireName(),
                1,
                "");
        return frame(MessageType.CHANNEL_CLOSED, id, Messages.write(closed));
    }

    private Frame frame(MessageType type, UUID id, byte[] payload) {
        return new Frame(type, clock.millis(), 0, 0, id, PayloadType.UNSET, payload);
    }

    private UUID randomUuid() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
