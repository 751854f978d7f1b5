// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

import java.util.Optional;
import sallyport.server.store.AccessKeyTable;
import sallyport.server.store.RoleTable;
import sallyport.server.store.Tables;
import sallyport.server.store.TagTable;
import sallyport.server.store.UserTable;

/** How rows become principals, within one transaction. */
record Principals(Home home, Tables tables) {

    /** Whose a key is; empty if its user or role is gone. */
    Optional<Principal> of(AccessKeyTable.Row key) {
        SessionContext.Carried carried =
                SessionForm.read(key).map(SessionContext::carried).orElse(SessionContext.Carried.NOTHING);
        Optional<String> sessionName = Optional.ofNullable(key.derived()).map(AccessKeyTable.Derived::sessionName);
        if (key.userId() != null) {
            return tables.users()
                    .findById(key.userId())
                    .map(this::user)
                    .map(user -> sessionName
                            .<Principal>map(name -> Principal.FederatedUser.of(home, name, user, carried.tags()))
                            .orElse(user));
        }
        if (key.roleId() == null) {
            return Optional.empty();
        }
        // SECURITY: only this column makes a key a node's
        Optional<NodeId> node = Optional.ofNullable(key.nodeId()).map(NodeId::new);
        return tables.roles()
                .findById(key.roleId())
                .flatMap(role -> node.<Principal>map(id -> node(id, role))
                        .or(() -> sessionName.map(
                                name -> Principal.RoleSession.of(home, role(role), name, carried.tags()))));
    }

    Principal.User user(UserTable.Row row) {
        return new Principal.User(
                row.name(),
                row.userId(),
                home.globalArn("iam", "user" + row.path() + row.name()),
                tables.tags().of(TagTable.Kind.USER, row.userId()));
    }

    Role role(RoleTable.Row row) {
        return new Role(
                row.name(),
                row.roleId(),
                home.globalArn("iam", "role" + row.path() + row.name()),
                tables.tags().of(TagTable.Kind.ROLE, row.roleId()));
    }

    Principal.Node node(NodeId id, RoleTable.Row role) {
        return Principal.Node.of(home, id, role(role));
    }
}
