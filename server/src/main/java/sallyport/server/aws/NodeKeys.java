// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;
import sallyport.server.identity.Caller;
import sallyport.server.identity.NodeId;

/** Knows the RSA keys of nodes; over the registry of nodes in the server. */
public interface NodeKeys {

    /** A node as it signs with its own key. */
    record SigningNode(PublicKey key, Caller caller) {}

    Optional<SigningNode> find(NodeId node);

    /** Remembers a signature until that moment; false if it was used before. */
    boolean claimSignature(NodeId node, String signature, Instant until);
}
