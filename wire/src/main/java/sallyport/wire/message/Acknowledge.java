// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import sallyport.wire.frame.Frame;

/**
 * Tells the sender of one stream frame that it has arrived: delivered if it was next in order, kept if it was early.
 *
 * <p>Receivers use the sequence number alone, and exactly: there is no cumulative meaning.
 *
 * <p>Source: {@code docs/protocol/data-channel.md#acknowledgements}.
 *
 * @param type wire name of the acknowledged frame's message type
 * @param sequential always true
 */
public record Acknowledge(
        @JsonProperty("AcknowledgedMessageType") String type,
        @JsonProperty("AcknowledgedMessageId") UUID id,

        @JsonProperty(value = "AcknowledgedMessageSequenceNumber", required = true)
        long sequence,

        @JsonProperty("IsSequentialMessage") boolean sequential) {

    public Acknowledge {
        type = Texts.orEmpty(type);
        IncompleteMessageException.require(id, "AcknowledgedMessageId");
    }

    /** The acknowledgement of this stream frame. */
    public static Acknowledge of(Frame frame) {
        return new Acknowledge(frame.type().wireName(), frame.id(), frame.sequence(), true);
    }
}
