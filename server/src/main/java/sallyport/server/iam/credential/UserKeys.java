// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam.credential;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import sallyport.server.iam.IamException;
import sallyport.server.iam.IamProblem;
import sallyport.server.iam.IamProblem.Entity;
import sallyport.server.iam.IamState;
import sallyport.server.iam.Quota;
import sallyport.server.iam.User;
import sallyport.server.iam.Users;
import sallyport.server.identity.UniqueIds;
import sallyport.server.keys.MasterKey;
import sallyport.server.keys.Secret;
import sallyport.server.store.AccessKeyTable;
import sallyport.server.store.Tables;

/** The access keys of users. Thread-safe; every change is durable and in force when its method returns, but for when a key was used last. */
public final class UserKeys {
    private final IamState state;
    private final MasterKey masterKey;
    private final UniqueIds ids;
    private final InstantSource clock;

    /** What {@link #flushUses} has to write. Bounded: one for each key that was used since it last ran. */
    private final ConcurrentMap<String, Use> uses = new ConcurrentHashMap<>();

    public UserKeys(IamState state, MasterKey masterKey, UniqueIds ids, InstantSource clock) {
        this.state = state;
        this.masterKey = masterKey;
        this.ids = ids;
        this.clock = clock;
    }

    /** A key without its secret. */
    public record Key(String accessKeyId, String userId, boolean active, Instant created, Optional<Use> lastUse) {}

    /** When, for what service and in which region a key was used. */
    public record Use(Instant at, String service, String region) {}

    /** A key as it is handed out: the only moment at which its secret is in the clear. */
    public record NewKey(Key key, Secret secretAccessKey) {}

    /** The keys of a user, the oldest first. */
    public List<Key> of(User user) {
        return state.read(tables -> tables.accessKeys().ofUser(user.userId())).stream()
                .map(this::key)
                .toList();
    }

    /** A key of some user; empty for temporary keys and unknown ones. */
    public Optional<Key> find(String accessKeyId) {
        return state.read(tables -> tables.accessKeys().find(accessKeyId))
                .filter(row -> row.userId() != null && row.expires() == null)
                .map(this::key);
    }

    /** Throws {@link IamException} if the user has two keys already, or is gone. */
    public NewKey create(User user) {
        String id = ids.permanentKeyId();
        Secret secret = ids.secretAccessKey();
        return state.change(tables -> {
            String userId = Users.row(tables, user).userId();
            Quota.KEYS_OF_USER.admitOneMore(tables.accessKeys().ofUser(userId).size());
            AccessKeyTable.Row row = new AccessKeyTable.Row(
                    id, masterKey.wrap(secret, id), null, userId, null, null, true, clock.millis(), null, null);
            tables.accessKeys().insert(row);
            return new NewKey(key(row), secret);
        });
    }

    /** Switches a key on or off. Throws {@link IamException} if it is none of the user's, or nobody could administer any more. */
    public void setActive(User user, String accessKeyId, boolean active) {
        state.run(tables -> {
            require(tables, user, accessKeyId);
            tables.accessKeys().setActive(accessKeyId, active);
        });
    }

    /** Throws {@link IamException} if it is none of the user's, or nobody could administer any more. */
    public void delete(User user, String accessKeyId) {
        state.run(tables -> {
            require(tables, user, accessKeyId);
            tables.accessKeys().delete(accessKeyId);
        });
        uses.remove(accessKeyId);
    }

    /** Remembers that a key has signed a request. Costs no write: {@link #flushUses} writes for all keys at once. */
    public void used(String accessKeyId, String service, String region) {
        uses.put(accessKeyId, new Use(clock.instant(), service, region));
    }

    /** Writes what {@link #used} has remembered; to be called once a minute and at the end. A crash loses the last minute. */
    public void flushUses() {
        Map<String, Use> seen = Map.copyOf(uses);
        if (seen.isEmpty()) {
            return;
        }
        state.note(tables -> {
            seen.forEach((id, use) -> tables.accessKeys()
                    .setLastUse(id, new AccessKeyTable.LastUse(use.at().toEpochMilli(), use.service(), use.region())));
            return true;
        });
        seen.forEach(uses::remove); // one that was used again meanwhile stays
    }

    private static void require(Tables tables, User user, String accessKeyId) {
        boolean theirs = tables.accessKeys().ofUser(user.userId()).stream()
                .anyMatch(row -> row.accessKeyId().equals(accessKeyId));
        if (!theirs) {
            throw new IamException(new IamProblem.Missing(Entity.ACCESS_KEY, accessKeyId));
        }
    }

    private Key key(AccessKeyTable.Row row) {
        Optional<Use> stored = Optional.ofNullable(row.lastUse())
                .map(use -> new Use(Instant.ofEpochMilli(use.moment()), use.service(), use.region()));
        return new Key(
                row.accessKeyId(),
                row.userId() == null ? "" : row.userId(),
                row.active(),
                Instant.ofEpochMilli(row.created()),
                Optional.ofNullable(uses.get(row.accessKeyId())).or(() -> stored));
    }
}
