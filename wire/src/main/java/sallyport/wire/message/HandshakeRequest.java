// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The agent's first stream frame when it wants something settled before data flows: the session type, encryption.
 *
 * <p>Source: {@code docs/protocol/data-channel.md#handshake}.
 *
 * @param agentVersion four integers with dots between, or the official client takes the agent for an old one
 * @param sallyport set by our agent
 */
public record HandshakeRequest(
        @JsonProperty("AgentVersion") String agentVersion,
        @JsonProperty("RequestedClientActions") List<RequestedClientAction> requestedClientActions,
        @JsonProperty("Sallyport") @Nullable Sallyport sallyport) {

    public HandshakeRequest {
        agentVersion = Texts.orEmpty(agentVersion);
        requestedClientActions = List.copyOf(
                IncompleteMessageException.requireElements(requestedClientActions, "RequestedClientActions"));
    }
}
