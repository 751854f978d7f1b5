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

    /** This node after its agent has reported. */
    Node reported(AgentInfo now, Instant at) {
        return new Node(id, role, name, activationId, registered, key, fingerprint, now, Optional.of(at), tags);
    }

    /** AWS's word for what the node is: {@code EC2Instance} or {@code ManagedInstance}. */
    public String resourceType() {
        return switch (id.kind()) {
            case INSTANCE -> "EC2Instance";
            case MANAGED -> "ManagedInstance";
        };
    }

    /** AWS's name of the type of resource behind the node. */
    public String sourceType() {
        return switch (id.kind()) {
            case INSTANCE -> "AWS::EC2::Instance";
            case MANAGED -> "AWS::SSM::ManagedInstance";
        };
    }

    /** Whether a request that carries this fingerprint comes from the machine that registered. */
    public boolean isMachine(String claimed) {
        return fingerprint.equals(claimed);
    }
}
