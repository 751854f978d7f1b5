// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sallyport.server.keys.MasterKey;
import sallyport.server.keys.TokenHash;
import sallyport.server.store.AccessKeyTable;
import sallyport.server.store.NodeTable;
import sallyport.server.store.Place;
import sallyport.server.store.Store;
import sallyport.server.store.Tables;
import sallyport.server.store.UserTable;

/**
 * The access keys of this server's account: permanent ones of users, temporary ones of nodes.
 *
 * <p>Thread-safe; every change is durable and in force when its method returns.
 */
public final class Credentials {

    /** Name of the first administrator. */
    public static final String ADMINISTRATOR = "admin";

    // two keys for each of 8000 nodes, at about half a kilobyte each
    private static final int MAX_CACHED = 16_000;

    /*
     * COMPAT: an official agent asks for a key of its own in each of its processes, one per session among them, and goes on with each for half
     * an hour. So the oldest key may be the agent's own, and the limit is only there to keep a node that was taken over from filling the disk.
     */
    private static final int MAX_KEYS_OF_NODE = 1024;

    // so that an expired key is called expired, and not unknown, to whoever uses it the day after
    private static final Duration KEPT_AFTER_EXPIRY = Duration.ofDays(1);

    private static final Pattern KEY_ID = Pattern.compile("A[KS]IA[A-Z2-7]{16}");

    private final Store store;
    private final Home home;
    private final Place place;
    private final MasterKey masterKey;
    private final UniqueIds ids;
    private final InstantSource clock;

    /*
     * Keys that were looked up. INVARIANT: a key whose row is gone is not in here once the method that deleted the row has
     * returned. It holds because rows are read inside computeIfAbsent, and remove() waits for a computation that is under
     * way for the same key: whatever that has read, its result is removed.
     */
    private final ConcurrentMap<String, AccessKey> cache = new ConcurrentHashMap<>();

    public Credentials(Store store, Home home, MasterKey masterKey, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.home = home;
        this.place = home.place();
        this.masterKey = masterKey;
        this.ids = new UniqueIds(random);
        this.clock = clock;
    }

    /** The key with this id, switched off and expired ones included; empty if there is none. */
    public Optional<AccessKey> find(String accessKeyId) {
        AccessKey cached = cache.get(accessKeyId);
        if (cached != null) {
            return Optional.of(cached);
        }
        if (!KEY_ID.matcher(accessKeyId).matches()) {
            return Optional.empty();
        }
        makeRoom();
        return Optional.ofNullable(cache.computeIfAbsent(accessKeyId, this::load));
    }

    /**
     * Makes the user {@code admin} with AdministratorAccess and one access key; empty if there is one already, that is,
     * at every start but the first.
     */
    public Optional<NewAccessKey> createAdministrator() {
        return store.write(place, tables -> {
            if (tables.users().find(ADMINISTRATOR).isPresent()) {
                return Optional.empty();
            }
            UserTable.Row user = new UserTable.Row(ADMINISTRATOR, ids.userId(), true, clock.millis());
            tables.users().insert(user);
            return Optional.of(newKey(tables, user));
        });
    }

    /** Deletes every access key of the user {@code admin} and makes a new one; empty if there is no such user. */
    public Optional<NewAccessKey> resetAdministrator() {
        List<String> replaced = new ArrayList<>();
        Optional<NewAccessKey> key = store.write(
                place,
                tables -> tables.users().find(ADMINISTRATOR).map(user -> {
                    replaced.addAll(tables.accessKeys().deleteOfUser(user.name()));
                    return newKey(tables, user);
                }));
        forget(replaced);
        return key;
    }

    /** Makes temporary credentials for a node's role; empty if there is no such node. */
    public Optional<TemporaryCredentials> issueForNode(NodeId node, Duration lifetime) {
        Instant now = clock.instant();
        TemporaryCredentials issued = new TemporaryCredentials(
                ids.temporaryKeyId(), ids.secretAccessKey(), ids.sessionToken(), now.plus(lifetime));
        List<String> replaced = new ArrayList<>();
        boolean exists = store.write(place, tables -> {
            Optional<NodeTable.Row> found = tables.nodes().find(node.text());
            found.ifPresent(row -> {
                AccessKeyTable keys = tables.accessKeys();
                replaced.addAll(keys.deleteOldestOfNode(node.text(), MAX_KEYS_OF_NODE - 1));
                keys.insert(row(issued, row, now));
                keys.deleteExpired(now.minus(KEPT_AFTER_EXPIRY).toEpochMilli());
            });
            return found.isPresent();
        });
        forget(replaced);
        return exists ? Optional.of(issued) : Optional.empty();
    }

    /** What a node is when it signs with its RSA key instead of an access key; empty if there is no such node. */
    public Optional<Caller> callerOf(NodeId node) {
        return store.read(
                        place,
                        tables -> tables.nodes().find(node.text()).flatMap(row -> node(tables, node, row.roleName())))
                .map(principal -> new Caller(principal, home.account(), Optional.empty()));
    }

    /** Voids every temporary credential of a node. */
    public void revokeNode(NodeId node) {
        forget(store.write(place, tables -> tables.accessKeys().deleteOfNode(node.text())));
    }

    /** For those who delete keys together with what they were issued for: to be called when the rows are gone. */
    public void forget(List<String> deletedKeyIds) {
        deletedKeyIds.forEach(cache::remove);
    }

    private NewAccessKey newKey(Tables tables, UserTable.Row user) {
        NewAccessKey key = new NewAccessKey(principal(user), ids.permanentKeyId(), ids.secretAccessKey());
        tables.accessKeys()
                .insert(new AccessKeyTable.Row(
                        key.accessKeyId(),
                        masterKey.wrap(key.secretAccessKey(), key.accessKeyId()),
                        null,
                        user.name(),
                        null,
                        null,
                        true,
                        clock.millis(),
                        null));
        return key;
    }

    private AccessKeyTable.Row row(TemporaryCredentials issued, NodeTable.Row node, Instant now) {
        return new AccessKeyTable.Row(
                issued.accessKeyId(),
                masterKey.wrap(issued.secretAccessKey(), issued.accessKeyId()),
                TokenHash.of(issued.sessionToken()).hex(),
                null,
                node.roleName(),
                node.id(),
                true,
                now.toEpochMilli(),
                issued.expires().toEpochMilli());
    }

    private void makeRoom() {
        if (cache.size() >= MAX_CACHED) {
            // any half will do: a key that is in use comes back at the price of one read
            cache.keySet().stream().limit(MAX_CACHED / 2).toList().forEach(cache::remove);
        }
    }

    private @Nullable AccessKey load(String accessKeyId) {
        return store.read(
                        place,
                        tables -> tables.accessKeys()
                                .find(accessKeyId)
                                .flatMap(row -> principal(tables, row).map(principal -> accessKey(row, principal))))
                .orElse(null);
    }

    private AccessKey accessKey(AccessKeyTable.Row row, Principal principal) {
        return new AccessKey(
                row.accessKeyId(),
                masterKey.unwrap(row.wrappedSecret(), row.accessKeyId()),
                Optional.ofNullable(row.tokenHash()).map(TokenHash::new),
                Optional.ofNullable(row.expires()).map(Instant::ofEpochMilli),
                row.active(),
                new Caller(principal, home.account(), Optional.of(row.accessKeyId())));
    }

    private Optional<Principal> principal(Tables tables, AccessKeyTable.Row key) {
        if (key.userName() != null) {
            return tables.users().find(key.userName()).map(this::principal);
        }
        if (key.nodeId() == null || key.roleName() == null) {
            return Optional.empty();
        }
        return node(tables, new NodeId(key.nodeId()), key.roleName());
    }

    private Optional<Principal> node(Tables tables, NodeId node, String roleName) {
        return tables.roles().find(roleName).map(row -> Principal.Node.of(home, node, Roles.role(home, row)));
    }

    private Principal.User principal(UserTable.Row user) {
        return new Principal.User(
                user.name(),
                user.userId(),
                home.globalArn("iam", "user/" + user.name()),
                Map.of(),
                user.administrator());
    }
}
