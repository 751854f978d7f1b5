// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sallyport.server.keys.MasterKey;
import sallyport.server.keys.TokenHash;
import sallyport.server.store.AccessKeyTable;
import sallyport.server.store.Place;
import sallyport.server.store.RoleTable;
import sallyport.server.store.Store;
import sallyport.server.store.Tables;
import sallyport.server.store.UserTable;

/**
 * The access keys of this server's account: permanent ones of users, temporary ones of users, of role sessions and of nodes.
 *
 * <p>Thread-safe; every change is durable and in force when its method returns.
 */
public final class Credentials {

    /** Name of the first administrator. */
    public static final String ADMINISTRATOR = "admin";

    /** What makes a user an administrator: this policy, attached to the user or to one of its groups. */
    public static final String ADMINISTRATOR_ACCESS = "arn:aws:iam::aws:policy/AdministratorAccess";

    // two keys for each of 8000 nodes, at about half a kilobyte each
    private static final int MAX_CACHED = 16_000;

    /*
     * COMPAT: an official agent asks for a key of its own in each of its processes, one per session among them, and goes on with each for half
     * an hour. So the oldest key may be the agent's own, and the limit is only there to keep a node that was taken over from filling the disk.
     */
    private static final int MAX_KEYS_OF_NODE = 1024;

    /** Temporary keys out for one key, or for one role by way of a provider, at a time: about half a kilobyte each. */
    private static final int MAX_KEYS_OF_PARENT = 5_000;

    // so that an expired key is called expired, and not unknown, to whoever uses it the day after
    static final Duration KEPT_AFTER_EXPIRY = Duration.ofDays(1);

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
     * Makes the user {@code admin} with AdministratorAccess and one access key; empty if there are users already, that is,
     * at every start but the first.
     */
    public Optional<NewAccessKey> createAdministrator() {
        return store.write(place, tables -> {
            if (tables.users().count() > 0) {
                return Optional.empty();
            }
            UserTable.Row user = UserTable.Row.of(ids.userId(), ADMINISTRATOR, "/", null, clock.millis());
            tables.users().insert(user);
            tables.attachments().attach(user.userId(), ADMINISTRATOR_ACCESS, clock.millis());
            return Optional.of(newKey(tables, user));
        });
    }

    /**
     * Makes the user {@code admin} what it was at the first start, with a new access key: it has AdministratorAccess and no other policy, is in
     * no group, has no boundary, and every earlier key is void. Makes it if it is gone. MFA devices and password stay.
     */
    public NewAccessKey resetAdministrator() {
        List<String> replaced = new ArrayList<>();
        NewAccessKey key = store.write(place, tables -> {
            long now = clock.millis();
            UserTable.Row admin = tables.users()
                    .find(ADMINISTRATOR)
                    .map(row -> UserTable.Row.of(row.userId(), row.name(), row.path(), null, row.created()))
                    .orElseGet(() -> UserTable.Row.of(ids.userId(), ADMINISTRATOR, "/", null, now));
            String id = admin.userId();
            if (tables.users().findById(id).isPresent()) {
                tables.users().update(admin);
            } else {
                tables.users().insert(admin);
            }
            replaced.addAll(tables.accessKeys().deleteOfUser(id));
            tables.groups().ofUser(id).forEach(group -> tables.groups().removeMember(group.groupId(), id));
            tables.inlinePolicies()
                    .of(id)
                    .forEach(policy -> tables.inlinePolicies().delete(id, policy.name()));
            tables.attachments().of(id).forEach(arn -> tables.attachments().detach(id, arn));
            tables.attachments().attach(id, ADMINISTRATOR_ACCESS, now);
            return newKey(tables, admin);
        });
        forget(replaced);
        return key;
    }

    /** Makes temporary credentials for a node's role; empty if there is no such node, or its role is gone. */
    public Optional<TemporaryCredentials> issueForNode(NodeId node, Duration lifetime) {
        Instant now = clock.instant();
        TemporaryCredentials issued = new TemporaryCredentials(
                ids.temporaryKeyId(), ids.secretAccessKey(), ids.sessionToken(), now.plus(lifetime));
        List<String> replaced = new ArrayList<>();
        boolean exists = store.write(place, tables -> {
            Optional<RoleTable.Row> role = tables.nodes()
                    .find(node.text())
                    .flatMap(row -> tables.roles().find(row.roleName()));
            role.ifPresent(row -> {
                AccessKeyTable keys = tables.accessKeys();
                replaced.addAll(keys.deleteOldestOfNode(node.text(), MAX_KEYS_OF_NODE - 1));
                keys.insert(row(issued, row, node, now));
                keys.deleteExpired(now.minus(KEPT_AFTER_EXPIRY).toEpochMilli());
            });
            return role.isPresent();
        });
        forget(replaced);
        return exists ? Optional.of(issued) : Optional.empty();
    }

    /**
     * Issues temporary credentials. They are worth nothing from the moment on at which the key they are asked for with, or whose they are, is
     * deleted or switched off.
     *
     * @return empty if that has happened already, or if too many are out
     */
    public Optional<TemporaryCredentials> issue(NewSession session) {
        // clients are told whole seconds, and the last of them must not be half valid
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        TemporaryCredentials issued = new TemporaryCredentials(
                ids.temporaryKeyId(), ids.secretAccessKey(), ids.sessionToken(), now.plus(session.lifetime()));
        AccessKeyTable.Row row = row(issued, session, now);
        return store.write(place, tables -> {
            AccessKeyTable keys = tables.accessKeys();
            keys.deleteExpired(now.minus(KEPT_AFTER_EXPIRY).toEpochMilli());
            if (principal(tables, row).isEmpty() || KeyChain.tooMany(tables, row, now, MAX_KEYS_OF_PARENT)) {
                return Optional.empty();
            }
            keys.insert(row);
            return Optional.of(issued);
        });
    }

    /** Whether what a session was started with is still good, and as whom. Reads the store. */
    public Standing standing(Caller frozen) {
        return store.read(place, tables -> KeyChain.standing(tables, frozen, principals(tables), clock.instant()));
    }

    /** What a node is when it signs with its RSA key instead of an access key; empty if there is no such node. */
    public Optional<Caller> callerOf(NodeId node) {
        return store.read(
                        place,
                        tables -> tables.nodes()
                                .find(node.text())
                                .flatMap(row -> tables.roles().find(row.roleName()))
                                .map(role -> principals(tables).node(node, role)))
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

    /** Reads everything anew: to be called when anything that makes up a caller may have changed. */
    public void forgetAll() {
        cache.clear(); // like remove(), it waits for computations that are under way
    }

    private NewAccessKey newKey(Tables tables, UserTable.Row user) {
        NewAccessKey key = new NewAccessKey(principals(tables).user(user), ids.permanentKeyId(), ids.secretAccessKey());
        tables.accessKeys()
                .insert(new AccessKeyTable.Row(
                        key.accessKeyId(),
                        masterKey.wrap(key.secretAccessKey(), key.accessKeyId()),
                        null,
                        user.userId(),
                        null,
                        null,
                        true,
                        clock.millis(),
                        null,
                        null));
        return key;
    }

    private AccessKeyTable.Row row(TemporaryCredentials issued, RoleTable.Row role, NodeId node, Instant now) {
        return new AccessKeyTable.Row(
                issued.accessKeyId(),
                masterKey.wrap(issued.secretAccessKey(), issued.accessKeyId()),
                TokenHash.of(issued.sessionToken()).hex(),
                null,
                role.roleId(),
                node.text(),
                true,
                now.toEpochMilli(),
                issued.expires().toEpochMilli(),
                null);
    }

    private AccessKeyTable.Row row(TemporaryCredentials issued, NewSession session, Instant now) {
        String carried = SessionForm.write(session.carried());
        String parent = session.parentKeyId().orElse(null);
        return switch (session.owner()) {
            case NewSession.Owner.OfUser(var userId) ->
                row(issued, userId, null, now, new AccessKeyTable.Derived(parent, null, carried));
            case NewSession.Owner.InRole(var roleId, var name) ->
                row(issued, null, roleId, now, new AccessKeyTable.Derived(parent, name, carried));
            case NewSession.Owner.Federated(var issuerId, var name) ->
                row(issued, issuerId, null, now, new AccessKeyTable.Derived(parent, name, carried));
        };
    }

    private AccessKeyTable.Row row(
            TemporaryCredentials issued,
            @Nullable String userId,
            @Nullable String roleId,
            Instant now,
            AccessKeyTable.Derived derived) {
        return new AccessKeyTable.Row(
                issued.accessKeyId(),
                masterKey.wrap(issued.secretAccessKey(), issued.accessKeyId()),
                TokenHash.of(issued.sessionToken()).hex(),
                userId,
                roleId,
                null,
                true,
                now.toEpochMilli(),
                issued.expires().toEpochMilli(),
                null,
                derived);
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
                new Caller(principal, home.account(), Optional.of(row.accessKeyId()), SessionForm.read(row)));
    }

    /** Whose a key is; empty if it is worth nothing because someone or something it depends on is gone. */
    private Optional<Principal> principal(Tables tables, AccessKeyTable.Row key) {
        return KeyChain.sound(tables, key) ? principals(tables).of(key) : Optional.empty();
    }

    private Principals principals(Tables tables) {
        return new Principals(home, tables);
    }
}
