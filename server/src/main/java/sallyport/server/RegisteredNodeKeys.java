// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server;

import java.time.Instant;
import java.util.Optional;
import sallyport.server.aws.NodeKeys;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.identity.NodeId;
import sallyport.server.identity.Principal;
import sallyport.server.identity.Roles;
import sallyport.server.node.Nodes;

/** The front door's view of the registry: which key a node signs with, and whom that makes it. */
record RegisteredNodeKeys(Home home, Nodes nodes, Roles roles) implements NodeKeys {

    @Override
    public Optional<SigningNode> find(NodeId id) {
        return nodes.find(id)
                .flatMap(node -> roles.find(node.role()).map(role -> {
                    Principal principal = Principal.Node.of(home, id, role);
                    return new SigningNode(
                            node.key().publicKey(), new Caller(principal, home.account(), Optional.empty()));
                }));
    }

    @Override
    public boolean claimSignature(NodeId node, String signature, Instant until) {
        return nodes.claimSignature(node, signature, until);
    }
}
