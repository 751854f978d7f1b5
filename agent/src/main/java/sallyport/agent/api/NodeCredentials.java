// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.api;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import sallyport.agent.register.NodeIdentity;
import sallyport.agent.register.NodeKey;
import sallyport.transport.Connector;
import sallyport.wire.sigv4.Credentials;
import sallyport.wire.sigv4.NodeSignature;

/**
 * The temporary credentials of a node, fetched with its key when first needed and again once half of their life is over.
 * Safe for any thread; callers that need new ones wait for the one who fetches. A server that answers with
 * {@code UpdateKeyPair} gets a new key of the node along with it.
 */
final class NodeCredentials {
    private static final System.Logger LOG = System.getLogger(NodeCredentials.class.getName());

    private final Connector connector;
    private final NodeIdentity identity;
    private final NodeKey key; // guarded by this
    private final InstantSource clock;

    // guarded by this
    private @Nullable Credentials credentials;
    private Instant refreshAt = Instant.MIN;
    private Instant expires = Instant.MIN;

    NodeCredentials(Connector connector, NodeIdentity identity, NodeKey key, InstantSource clock) {
        this.connector = connector;
        this.identity = identity;
        this.key = key;
        this.clock = clock;
    }

    private record RequestManagedInstanceRoleToken(
            @JsonProperty("Fingerprint") String fingerprint) {}

    private record RoleToken(
            @JsonProperty("AccessKeyId") @Nullable String accessKeyId,
            @JsonProperty("SecretAccessKey") @Nullable String secretAccessKey,
            @JsonProperty("SessionToken") @Nullable String sessionToken,
            @JsonProperty("TokenExpirationDate") double expirationSeconds,
            @JsonProperty("UpdateKeyPair") boolean updateKeyPair) {}

    private record UpdateManagedInstancePublicKey(
            @JsonProperty("NewPublicKey") String newPublicKey,
            @JsonProperty("NewPublicKeyType") String newPublicKeyType) {}

    private record Nothing() {}

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
        var token = token(now);
        if (token.accessKeyId() == null || token.secretAccessKey() == null || token.sessionToken() == null) {
            throw new IOException("the server's role token is incomplete");
        }
        if (token.updateKeyPair()) {
            replaceKey(now);
        }
        expires = Instant.ofEpochMilli((long) (token.expirationSeconds() * 1000));
        refreshAt = now.plus(Duration.between(now, expires).dividedBy(2));
        return Credentials.temporary(token.accessKeyId(), token.secretAccessKey(), token.sessionToken());
    }

    /** A replacement that was cut short may have left the server with the next key already. */
    private RoleToken token(Instant now) throws IOException {
        try {
            return token(key.current(), now);
        } catch (ApiException e) {
            var next = key.next();
            if (next.isEmpty() || !e.code().equals("InvalidSignatureException")) {
                throw e;
            }
            var token = token(next.get(), now);
            key.adopt();
            return token;
        }
    }

    private RoleToken token(PrivateKey signer, Instant now) throws IOException {
        var request = new RequestManagedInstanceRoleToken(identity.fingerprint());
        return call("RequestManagedInstanceRoleToken", request, signer, now, RoleToken.class);
    }

    /** The credentials are good either way; a replacement that fails is taken up at the next refresh. */
    private void replaceKey(Instant now) {
        try {
            var encoded = Base64.getEncoder().encodeToString(key.prepare().getEncoded());
            var request = new UpdateManagedInstancePublicKey(encoded, "Rsa");
            call("UpdateManagedInstancePublicKey", request, key.current(), now, Nothing.class);
            key.adopt();
            LOG.log(INFO, "node key replaced node={0}", identity.nodeId());
        } catch (IOException e) {
            LOG.log(WARNING, "node key not replaced node={0} why={1}", identity.nodeId(), e.getMessage());
        }
    }

    private <T> T call(String operation, Object request, PrivateKey signer, Instant now, Class<T> answer)
            throws IOException {
        return JsonCalls.call(
                connector,
                identity.server(),
                "AmazonSSM." + operation,
                request,
                signing -> {
                    try {
                        return NodeSignature.sign(signing, identity.nodeId(), signer, identity.region(), now);
                    } catch (InvalidKeyException e) {
                        throw new IOException("the node's key cannot sign: " + e.getMessage(), e);
                    }
                },
                answer);
    }
}
