// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

import java.time.Duration;
import java.util.Optional;

/**
 * Temporary credentials to be issued.
 *
 * @param parentKeyId the key they are asked for with: without it they are worth nothing; empty if a provider's token stands for it
 */
public record NewSession(Owner owner, Duration lifetime, SessionContext.Carried carried, Optional<String> parentKeyId) {

    /** Whose they are. */
    public sealed interface Owner {
        /** The user's own, of GetSessionToken. */
        record OfUser(String userId) implements Owner {}

        /** Of a role. */
        record InRole(String roleId, String sessionName) implements Owner {}

        /** Of somebody a user vouches for. */
        record Federated(String issuerId, String name) implements Owner {}
    }
}
