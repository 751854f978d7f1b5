// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

import java.time.Instant;
import java.util.Optional;
import sallyport.server.keys.Secret;
import sallyport.server.keys.TokenHash;

/**
 * A stored access key, ready to verify a signature.
 *
 * @param sessionToken hash of the token that must come with a temporary key; empty for a permanent one
 * @param expires the moment from which the key is refused; empty for a permanent one
 * @param active false for a key that an administrator has switched off
 */
public record AccessKey(
        String accessKeyId,
        Secret secret,
        Optional<TokenHash> sessionToken,
        Optional<Instant> expires,
        boolean active,
        Caller caller) {

    /** Whether the session token of a request (empty if it carries none) is the one this key was issued with. */
    public boolean tokenMatches(Optional<String> token) {
        // SECURITY: a permanent key must come without any token, a temporary one with exactly its own
        if (sessionToken.isEmpty() || token.isEmpty()) {
            return sessionToken.isEmpty() && token.isEmpty();
        }
        return sessionToken.get().matches(token.get());
    }

    public boolean expiredAt(Instant now) {
        return expires.isPresent() && !now.isBefore(expires.get());
    }
}
