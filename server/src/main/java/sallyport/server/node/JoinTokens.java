// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sallyport.server.identity.Credentials;
import sallyport.server.identity.Home;
import sallyport.server.identity.NodeId;
import sallyport.server.keys.Secret;
import sallyport.server.keys.TokenHash;
import sallyport.server.store.JoinTokenTable;
import sallyport.server.store.Place;
import sallyport.server.store.Store;
import sallyport.server.store.Tables;
import sallyport.server.store.TagTable;

/** Permissions to register one {@code i-} node each. Thread-safe; every change is durable when its method returns. */
public final class JoinTokens {

    private static final int TOKEN_BYTES = 32;

    // so that a token is called expired, and not unknown, to whoever uses it the day after
    private static final Duration KEPT_AFTER_EXPIRY = Duration.ofDays(1);

    private final Store store;
    private final Place place;
    private final Credentials credentials;
    private final SecureRandom random;
    private final InstantSource clock;

    public JoinTokens(Store store, Home home, Credentials credentials, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.place = home.place();
        this.credentials = credentials;
        this.random = random;
        this.clock = clock;
    }

    /** Makes a token; empty if the node id is taken and the request does not replace. */
    public Optional<NewJoinToken> create(JoinTokenRequest request) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        Secret token = new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        TokenHash hash = TokenHash.of(token);
        Instant now = clock.instant();
        return store.write(place, tables -> {
            purge(tables, now);
            if (!request.replace() && tables.nodes().find(request.node().text()).isPresent()) {
                return Optional.empty();
            }
            tables.joinTokens()
                    .insert(new JoinTokenTable.Row(
                            hash.hex(),
                            request.node().text(),
                            request.role(),
                            request.replace(),
                            now.toEpochMilli(),
                            request.expires().toEpochMilli(),
                            null));
            tables.tags().put(TagTable.Kind.JOIN_TOKEN, hash.hex(), request.tags());
            return Optional.of(new NewJoinToken(token, request.node(), request.expires()));
        });
    }

    /** Why joining by this token would be refused now; empty if it would not be. */
    public Optional<Registration.Refused> objection(Secret token) {
        Instant now = clock.instant();
        return store.read(
                place,
                tables -> objection(
                        tables, tables.joinTokens().find(TokenHash.of(token).hex()), now));
    }

    private static Optional<Registration.Refused> objection(
            Tables tables, Optional<JoinTokenTable.Row> found, Instant now) {
        if (found.isEmpty()) {
            return Optional.of(Registration.Refused.UNKNOWN);
        }
        JoinTokenTable.Row token = found.get();
        if (token.used() != null) {
            return Optional.of(Registration.Refused.USED_UP);
        }
        if (now.toEpochMilli() >= token.expires()) {
            return Optional.of(Registration.Refused.EXPIRED);
        }
        return !token.takesOver() && tables.nodes().find(token.nodeId()).isPresent()
                ? Optional.of(Registration.Refused.TAKEN)
                : Optional.empty();
    }

    /**
     * Registers the token's node. A node that is replaced keeps its tags unless the token brings some.
     *
     * <p>If a node was replaced, the caller closes its control channel and ends its sessions.
     */
    public Registration join(Secret token, NodeClaim claim) {
        List<String> revoked = new ArrayList<>();
        Registration registration = store.write(place, tables -> join(tables, TokenHash.of(token), claim, revoked));
        credentials.forget(revoked);
        return registration;
    }

    private Registration join(Tables tables, TokenHash hash, NodeClaim claim, List<String> revoked) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        Optional<JoinTokenTable.Row> found = tables.joinTokens().find(hash.hex());
        Optional<Registration.Refused> objection = objection(tables, found, now);
        if (objection.isPresent()) {
            return objection.get();
        }
        JoinTokenTable.Row token = found.orElseThrow();
        NodeId id = new NodeId(token.nodeId());
        boolean replaced = tables.nodes().find(id.text()).isPresent();
        Map<String, String> brought = tables.tags().of(TagTable.Kind.JOIN_TOKEN, hash.hex());
        Map<String, String> kept = tables.tags().of(TagTable.Kind.NODE, id.text());
        if (replaced) {
            revoked.addAll(tables.accessKeys().deleteOfNode(id.text()));
            NodeRows.delete(tables, id);
        }
        Node node = node(id, token.roleName(), claim, now, brought.isEmpty() ? kept : brought);
        NodeRows.insert(tables, node);
        tables.joinTokens().markUsed(hash.hex(), now.toEpochMilli());
        return new Registration.Registered(node, replaced);
    }

    private static Node node(NodeId id, String role, NodeClaim claim, Instant now, Map<String, String> tags) {
        return new Node(
                id,
                role,
                "",
                Optional.empty(),
                now,
                claim.key(),
                claim.fingerprint(),
                AgentInfo.NONE,
                Optional.empty(),
                tags);
    }

    private static void purge(Tables tables, Instant now) {
        tables.joinTokens()
                .deleteExpired(now.minus(KEPT_AFTER_EXPIRY).toEpochMilli())
                .forEach(hash -> tables.tags().deleteAll(TagTable.Kind.JOIN_TOKEN, hash));
    }
}
