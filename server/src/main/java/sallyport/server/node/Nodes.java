// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import sallyport.server.identity.NodeId;

/** The registered nodes. Thread-safe; every change is durable when its method returns. */
@SuppressWarnings("DoNotCallSuggester") // the bodies land with the store
public final class Nodes {

    /** How many tags a node can have; AWS's limit. */
    public static final int MAX_TAGS = 50;

    public Optional<Node> find(NodeId id) {
        throw new UnsupportedOperationException();
    }

    /**
     * The nodes that pass every filter, in the order of their ids.
     *
     * @param connected tells of a node whether it is connected now
     * @param after the id after which the page begins; empty for the first page
     * @param max largest number of nodes to return
     */
    public NodePage list(List<NodeFilter> filters, Predicate<NodeId> connected, Optional<NodeId> after, int max) {
        throw new UnsupportedOperationException();
    }

    /** Notes what an agent reports of itself; false if there is no such node. */
    public boolean updateInformation(NodeId id, AgentInfo reported) {
        throw new UnsupportedOperationException();
    }

    /** Replaces the key by which a node proves itself; false if there is no such node. */
    public boolean rotateKey(NodeId id, NodeKey key) {
        throw new UnsupportedOperationException();
    }

    /** Sets tags; those with the same keys get the new values. */
    public TagChange addTags(NodeId id, Map<String, String> tags) {
        throw new UnsupportedOperationException();
    }

    /** Removes the tags with these keys; keys the node does not have are ignored. */
    public TagChange removeTags(NodeId id, Set<String> keys) {
        throw new UnsupportedOperationException();
    }

    /**
     * Forgets a node and revokes its credentials; false if there is no such node.
     *
     * <p>The caller then closes its control channel and ends its sessions.
     */
    public boolean deregister(NodeId id) {
        throw new UnsupportedOperationException();
    }

    /**
     * Remembers that a node has used this signature; false if it had used it before.
     *
     * <p>Requests signed with a node's RSA key count once only. The signature is remembered until {@code until}, the
     * moment at which the request is too old to be accepted anyway.
     */
    public boolean claimSignature(NodeId id, String signature, Instant until) {
        throw new UnsupportedOperationException();
    }
}
