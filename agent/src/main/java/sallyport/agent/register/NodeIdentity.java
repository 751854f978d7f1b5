// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.register;

import java.net.URI;
import java.security.PrivateKey;
import sallyport.transport.Trust;

/**
 * What a registered node knows of itself.
 *
 * @param nodeId {@code mi-…} or {@code i-…}
 * @param server scheme, host and port of the server
 * @param region region of the signing scope
 * @param trust whose certificate the server must show
 * @param key the node's half of the key pair whose public half the server had when this was read; {@link NodeKey} follows it
 * @param fingerprint a UUID made at registration and sent with every request for credentials
 */
public record NodeIdentity(String nodeId, URI server, String region, Trust trust, PrivateKey key, String fingerprint) {

    /** Everything but the key. */
    @Override
    public String toString() {
        return "NodeIdentity[%s at %s]".formatted(nodeId, server);
    }
}
