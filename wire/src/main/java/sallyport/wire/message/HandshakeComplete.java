// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.message;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The agent's last handshake frame; data may flow from here on.
 *
 * @param timeToCompleteNanos how long the handshake took
 * @param customerMessage a line for the user, or empty
 */
public record HandshakeComplete(
        @JsonProperty("HandshakeTimeToComplete") long timeToCompleteNanos,
        @JsonProperty("CustomerMessage") String customerMessage) {

    public HandshakeComplete {
        customerMessage = Texts.orEmpty(customerMessage);
    }
}
