// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sallyport.server.store.AccessKeyTable;
import sallyport.server.store.Tables;

/**
 * Temporary keys hang on the keys they were asked for with, up to a permanent key or to a provider's word. A link that is deleted or switched
 * off voids all below it; one that has merely expired does not, as with AWS.
 */
final class KeyChain {
    /** More roles than anybody assumes one from the other; a longer chain is void. */
    private static final int LONGEST = 64;

    private KeyChain() {}

    /** Whether everything above a key is there and switched on. The key itself need not be stored yet. */
    static boolean sound(Tables tables, AccessKeyTable.Row key) {
        return broken(tables, parent(key)).isEmpty();
    }

    static boolean tooMany(Tables tables, AccessKeyTable.Row key, Instant now, int limit) {
        String parent = parent(key);
        AccessKeyTable keys = tables.accessKeys();
        if (parent != null) {
            return keys.countOfParent(parent, now.toEpochMilli()) >= limit;
        }
        return key.roleId() != null && keys.countOfRole(key.roleId(), now.toEpochMilli()) >= limit;
    }

    /** What is wrong with a key or one above it; empty if nothing is. */
    private static Optional<String> broken(Tables tables, @Nullable String from) {
        String id = from;
        for (int links = 0; id != null; links++) {
            Optional<AccessKeyTable.Row> row = tables.accessKeys().find(id);
            if (row.isEmpty() || links == LONGEST) {
                return Optional.of("the access key " + id + " was deleted");
            }
            if (!row.get().active()) {
                return Optional.of("the access key " + id + " was switched off");
            }
            id = parent(row.get());
        }
        return Optional.empty();
    }

    private static @Nullable String parent(AccessKeyTable.Row key) {
        return key.derived() == null ? null : key.derived().parentKeyId();
    }

    static Standing standing(Tables tables, Caller frozen, Principals principals, Instant now) {
        Optional<String> broken = frozen.accessKeyId().flatMap(id -> broken(tables, frozen, id, now));
        if (broken.isPresent()) {
            return new Standing.Revoked(broken.get());
        }
        Optional<Principal> today = today(frozen.principal(), frozen, principals);
        return today.<Standing>map(principal -> new Standing.Good(
                        new Caller(principal, frozen.account(), frozen.accessKeyId(), frozen.session())))
                .orElseGet(() -> new Standing.Revoked(name(frozen.principal()) + " was deleted"));
    }

    /** A temporary key's row is deleted some time after its end; then the permanent key it began with tells. */
    private static Optional<String> broken(Tables tables, Caller frozen, String id, Instant now) {
        boolean forgotten = frozen.session()
                .filter(session ->
                        session.expires().plus(Credentials.KEPT_AFTER_EXPIRY).isBefore(now))
                .isPresent();
        if (!forgotten) {
            return broken(tables, id);
        }
        String origin =
                frozen.session().flatMap(session -> session.carried().origin()).orElse(null);
        return broken(tables, origin);
    }

    private static Optional<Principal> today(Principal then, Caller frozen, Principals principals) {
        Tables tables = principals.tables();
        return switch (then) {
            case Principal.User user -> tables.users().findById(user.userId()).map(principals::user);
            case Principal.RoleSession session ->
                tables.roles()
                        .findById(session.role().roleId())
                        .map(role -> Principal.RoleSession.of(
                                principals.home(),
                                principals.role(role),
                                session.sessionName(),
                                frozen.session().orElseThrow().carried().tags()));
            case Principal.Node node ->
                tables.roles().findById(node.role().roleId()).map(role -> principals.node(node.id(), role));
            case Principal.FederatedUser federated ->
                tables.users()
                        .findById(federated.issuer().userId())
                        .map(issuer -> Principal.FederatedUser.of(
                                principals.home(), federated.name(), principals.user(issuer), federated.tags()));
            case Principal.Anonymous anonymous -> Optional.of(anonymous);
        };
    }

    private static String name(Principal principal) {
        return switch (principal) {
            case Principal.User user -> "the user " + user.name();
            case Principal.RoleSession session -> "the role " + session.role().name();
            case Principal.Node node -> "the role " + node.role().name();
            case Principal.FederatedUser user -> "the user " + user.issuer().name();
            case Principal.Anonymous _ -> "the caller";
        };
    }
}
