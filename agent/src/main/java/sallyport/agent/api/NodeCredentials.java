// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import sallyport.agent.register.NodeIdentity;
import sallyport.transport.Connector;
import sallyport.wire.sigv4.Credentials;
import sallyport.wire.sigv4.NodeSignature;

/**
 * The temporary credentials of a node, fetched with its key when first needed and again once half of their life is over.
 * Safe for any thread; callers that need new ones wait for the one who fetches.
 */
final class NodeCredentials {
    private final Connector connector;
    private final NodeIdentity identity;
    private final InstantSource clock;

    // guarded by this
    private @Nullable Credentials credentials;
    private Instant refreshAt = Instant.MIN;
    private Instant expires = Instant.MIN;

    NodeCredentials(Connector connector, NodeIdentity identity, InstantSource clock) {
        this.connector = connector;
        this.identity = identity;
        this.clock = clock;
    }

    private record RequestManagedInstanceRoleToken(
            @JsonProperty("Fingerprint") String fingerprint) {}

    private record RoleToken(
            @JsonProperty("AccessKeyId") @Nullable String accessKeyId,
            @JsonProperty("SecretAccessKey") @Nullable String secretAccessKey,
            @JsonProperty("SessionToken") @Nullable String sessionToken,
            @JsonProperty("TokenExpirationDate") double expirationSeconds) {}

    /**
     * Credentials that are good for now. A refresh that fails is no failure while the old ones have not expired.
     *
     * @throws IOException when there are none and the server gives none
     */
    synchronized Credentials current() throws IOException {
        var now = clock.instant();
        if (credentials != null && now.isBefore(refreshAt)) {
            return credentials;
        }
        try {
            credentials = fetch(now);
        } catch (IOException e) {
            if (credentials == null || !now.isBefore(expires)) {
                throw e;
            }
        }
        return credentials;
    }

    /** Forgets what was fetched, because the server did not take it; the next call fetches anew. */
    synchronized void discard() {
        credentials = null;
    }

    private Credentials fetch(Instant now) throws IOException {
        var token = JsonCalls.call(
                connector,
                identity.server(),
                "AmazonSSM.RequestManagedInstanceRoleToken",
                new RequestManagedInstanceRoleToken(identity.fingerprint()),
                request -> {
                    try {
                        return NodeSignature.sign(request, identity.nodeId(), identity.key(), identity.region(), now);
                    } catch (InvalidKeyException e) {
                        throw new IOException("the node's key cannot sign: " + e.getMessage(), e);
                    }
                },
                RoleToken.class);
        if (token.accessKeyId() == null || token.secretAccessKey() == null || token.sessionToken() == null) {
            throw new IOException("the server's role token is incomplete");
        }
        expires = Instant.ofEpochMilli((long) (token.expirationSeconds() * 1000));
        refreshAt = now.plus(Duration.between(now, expires).dividedBy(2));
        return Credentials.temporary(token.accessKeyId(), token.secretAccessKey(), token.sessionToken());
    }
}
