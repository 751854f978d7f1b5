// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.message;

import static sallyport.wire.message.IncompleteMessageException.requireText;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The text frame with which an agent opens its control channel; there is no reply.
 *
 * <p>Source: {@code docs/protocol/data-channel.md#opening}.
 *
 * @param cookie always null so far
 * @param requestId a new UUID per connection
 * @param platformType {@code linux}, {@code windows} or {@code macos}
 */
public record OpenControlChannel(
        @JsonProperty("Cookie") @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
        String cookie,

        @JsonProperty("MessageSchemaVersion") String messageSchemaVersion,
        @JsonProperty("RequestId") String requestId,
        @JsonProperty("TokenValue") String tokenValue,
        @JsonProperty("AgentVersion") String agentVersion,
        @JsonProperty("PlatformType") String platformType,
        @JsonProperty("Sallyport") @Nullable Sallyport sallyport) {

    public OpenControlChannel {
        messageSchemaVersion = Texts.orEmpty(messageSchemaVersion);
        requestId = Texts.orEmpty(requestId);
        requireText(tokenValue, "TokenValue");
        agentVersion = Texts.orEmpty(agentVersion);
        platformType = Texts.orEmpty(platformType);
    }

    /** The frame our agent sends. */
    public static OpenControlChannel ofAgent(String requestId, String token, String agentVersion, String platformType) {
        return new OpenControlChannel(
                null, OpenDataChannel.SCHEMA_VERSION, requestId, token, agentVersion, platformType, Sallyport.CURRENT);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "OpenControlChannel[requestId=%s agentVersion=%s platformType=%s sallyport=%s]"
                .formatted(requestId, agentVersion, platformType, sallyport);
    }
}
