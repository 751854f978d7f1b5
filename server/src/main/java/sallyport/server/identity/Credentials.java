// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

import java.time.Duration;
import java.util.Optional;

/**
 * The access keys of this server's account: permanent ones of users, temporary ones of nodes.
 *
 * <p>Thread-safe; every change is durable and in force when its method returns.
 */
@SuppressWarnings("DoNotCallSuggester") // the bodies land with the store
public final class Credentials {

    /** The key with this id, switched off and expired ones included; empty if there is none. */
    public Optional<AccessKey> find(String accessKeyId) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes the user {@code admin} with AdministratorAccess and one access key; empty if there is one already, that is,
     * at every start but the first.
     */
    public Optional<NewAccessKey> createAdministrator() {
        throw new UnsupportedOperationException();
    }

    /** Makes temporary credentials for a node's role; empty if there is no such node. */
    public Optional<TemporaryCredentials> issueForNode(NodeId node, Duration lifetime) {
        throw new UnsupportedOperationException();
    }

    /** Voids every temporary credential of a node. */
    public void revokeNode(NodeId node) {
        throw new UnsupportedOperationException();
    }
}
