// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The client's answer to a {@link HandshakeRequest}, one result per action.
 *
 * <p>Source: {@code docs/protocol/data-channel.md#handshake}.
 *
 * @param clientVersion decides in the official agent whether ports are multiplexed: at least 1.1.70
 * @param errors null or one text per failed action
 * @param sallyport set by our client
 */
public record HandshakeResponse(
        @JsonProperty("ClientVersion") String clientVersion,
        @JsonProperty("ProcessedClientActions") List<ProcessedClientAction> processedClientActions,

        @JsonProperty("Errors") @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
        List<String> errors,

        @JsonProperty("Sallyport") @Nullable Sallyport sallyport) {

    public HandshakeResponse {
        clientVersion = Texts.orEmpty(clientVersion);
        processedClientActions = List.copyOf(
                IncompleteMessageException.requireElements(processedClientActions, "ProcessedClientActions"));
        errors = errors == null ? null : List.copyOf(IncompleteMessageException.requireElements(errors, "Errors"));
    }
}
