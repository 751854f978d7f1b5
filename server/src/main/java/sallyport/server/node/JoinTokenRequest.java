// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import java.time.Instant;
import java.util.Map;
import sallyport.server.identity.NodeId;

/**
 * A join token to be made.
 *
 * @param node the {@code i-} id the node will get
 * @param role name of the IAM role its instance profile stands for
 * @param replace whether the token may take over the id of a node that is registered
 */
public record JoinTokenRequest(NodeId node, String role, Map<String, String> tags, Instant expires, boolean replace) {

    public JoinTokenRequest {
        if (node.kind() != NodeId.Kind.INSTANCE) {
            throw new IllegalArgumentException("only i- nodes join by token, not \"" + node + "\"");
        }
        tags = Map.copyOf(tags);
    }
}
