// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.message;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Tells an end that its session is over; the only clean way to end an official client.
 *
 * <p>Source: {@code docs/protocol/data-channel.md#session-end}.
 *
 * @param createdDate text of any form, ISO 8601 from us
 * @param destinationId the session
 * @param output why, for the user to read; empty for a normal end
 */
public record ChannelClosed(
        @JsonProperty("MessageId") String messageId,
        @JsonProperty("CreatedDate") String createdDate,
        @JsonProperty("DestinationId") String destinationId,
        @JsonProperty("SessionId") String sessionId,
        @JsonProperty("MessageType") String messageType,
        @JsonProperty("SchemaVersion") int schemaVersion,
        @JsonProperty("Output") String output) {

    public ChannelClosed {
        messageId = Texts.orEmpty(messageId);
        createdDate = Texts.orEmpty(createdDate);
        destinationId = Texts.orEmpty(destinationId);
        sessionId = Texts.orEmpty(sessionId);
        messageType = Texts.orEmpty(messageType);
        output = Texts.orEmpty(output);
    }
}
