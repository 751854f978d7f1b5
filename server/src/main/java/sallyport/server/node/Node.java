// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import sallyport.server.identity.NodeId;

/**
 * A registered node, as stored. Whether it is connected is not part of it.
 *
 * @param role name of the IAM role whose credentials the node gets
 * @param name the default instance name of its activation, or empty
 * @param activationId the activation it came by; empty for a node that joined by token
 * @param fingerprint what the agent calls its machine; it changes when the agent's state is copied to another one
 * @param lastPing when the agent last reported; empty before its first report
 */
public record Node(
        NodeId id,
        String role,
        String name,
        Optional<String> activationId,
        Instant registered,
        NodeKey key,
        String fingerprint,
        AgentInfo agent,
        Optional<Instant> lastPing,
        Map<String, String> tags) {

    public Node {
        tags = Map.copyOf(tags);
    }

    /** Whether a request that carries this fingerprint comes from the machine that registered. */
    public boolean isMachine(String claimed) {
        return fingerprint.equals(claimed);
    }
}
