// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import java.util.List;
import java.util.Optional;
import sallyport.server.identity.NodeId;

/**
 * Some nodes in the order of their ids.
 *
 * @param next the id after which the following page begins; empty if there is none
 */
public record NodePage(List<Node> nodes, Optional<NodeId> next) {

    public NodePage {
        nodes = List.copyOf(nodes);
    }
}
