// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.message;

import static sallyport.wire.message.IncompleteMessageException.requireText;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The text frame that opens a data channel, from either end; there is no reply.
 *
 * <p>Source: {@code docs/protocol/data-channel.md#opening}.
 *
 * @param requestId a new UUID per connection
 * @param clientId a UUID per process; empty from some agents
 * @param clientVersion sent by clients after 1.2.650, never by agents
 * @param clientInstanceId sent by agents, never by clients
 */
public record OpenDataChannel(
        @JsonProperty("MessageSchemaVersion") String messageSchemaVersion,
        @JsonProperty("RequestId") String requestId,
        @JsonProperty("TokenValue") String tokenValue,
        @JsonProperty("ClientInstanceId") @Nullable String clientInstanceId,
        @JsonProperty("ClientId") String clientId,
        @JsonProperty("ClientVersion") @Nullable String clientVersion,
        @JsonProperty("Sallyport") @Nullable Sallyport sallyport) {

    /** The only schema version there is. */
    public static final String SCHEMA_VERSION = "1.0";

    public OpenDataChannel {
        messageSchemaVersion = Texts.orEmpty(messageSchemaVersion);
        requestId = Texts.orEmpty(requestId);
        requireText(tokenValue, "TokenValue");
        clientId = Texts.orEmpty(clientId);
    }

    /** The frame our client sends. */
    public static OpenDataChannel ofClient(String requestId, String token, String clientId, String clientVersion) {
        return new OpenDataChannel(SCHEMA_VERSION, requestId, token, null, clientId, clientVersion, Sallyport.CURRENT);
    }

    /** The frame our agent sends. */
    public static OpenDataChannel ofAgent(String requestId, String token, String clientId, String nodeId) {
        return new OpenDataChannel(SCHEMA_VERSION, requestId, token, nodeId, clientId, null, Sallyport.CURRENT);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "OpenDataChannel[requestId=%s clientId=%s clientInstanceId=%s clientVersion=%s sallyport=%s]"
                .formatted(requestId, clientId, clientInstanceId, clientVersion, sallyport);
    }
}
