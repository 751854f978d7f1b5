// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Properties of a Port session, in the document and, unchanged, in the handshake. All text, numbers included.
 *
 * @param portNumber the port on the node or on {@code host}
 * @param localPortNumber the client's port; absent or empty for any free one
 * @param type {@code LocalPortForwarding}, or absent for the client's standard input and output (SSH)
 * @param host where the agent connects to; absent for the node itself
 * @param localConnectionType {@code unix}, or absent for TCP
 * @param localUnixSocket the client's socket path
 */
public record PortProperties(
        @JsonProperty("portNumber") @Nullable String portNumber,
        @JsonProperty("localPortNumber") @Nullable String localPortNumber,
        @JsonProperty("type") @Nullable String type,
        @JsonProperty("host") @Nullable String host,
        @JsonProperty("localConnectionType") @Nullable String localConnectionType,
        @JsonProperty("localUnixSocket") @Nullable String localUnixSocket) {
    /** No member given, as in documents of other types. */
    public static final PortProperties NONE = new PortProperties(null, null, null, null, null, null);
}
