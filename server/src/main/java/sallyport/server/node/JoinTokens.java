// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import java.util.Optional;
import sallyport.server.keys.Secret;

/** Permissions to register one {@code i-} node each. Thread-safe; every change is durable when its method returns. */
@SuppressWarnings("DoNotCallSuggester") // the bodies land with the store
public final class JoinTokens {

    /** Makes a token; empty if the node id is taken and the request does not replace. */
    public Optional<NewJoinToken> create(JoinTokenRequest request) {
        throw new UnsupportedOperationException();
    }

    /**
     * Registers the token's node.
     *
     * <p>If that replaced a node, the caller closes the old one's control channel and ends its sessions.
     */
    public Registration join(Secret token, NodeClaim claim) {
        throw new UnsupportedOperationException();
    }
}
