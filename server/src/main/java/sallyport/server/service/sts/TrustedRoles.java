// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.sts;

import java.util.Map;
import java.util.Optional;
import sallyport.server.authz.Requirement;
import sallyport.server.authz.Requirement.AccessCheck;
import sallyport.server.authz.Requirement.Guard;
import sallyport.server.iam.IamState;
import sallyport.server.identity.Arn;
import sallyport.server.identity.Home;
import sallyport.server.identity.Role;
import sallyport.server.identity.Roles;
import sallyport.server.store.RoleTable;

/** The roles one can assume, with what they say about who may. */
record TrustedRoles(IamState iam, Roles roles) {
    /** Stands for the trust policy of a role there is not: so nobody learns whether there is one. */
    private static final String NOBODY =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"nobody.sallyport\"},"
                    + "\"Action\":\"sts:AssumeRole\"}}";

    /** A role with its trust policy, JSON, and the longest time a session in it may have. */
    public record Trusted(Role role, String trustPolicy, int maxSessionSeconds) {}

    Home home() {
        return iam.home();
    }

    Optional<Trusted> find(String arn) {
        return Arn.parse(arn)
                .map(Arn::resource)
                .filter(resource -> resource.startsWith("role/"))
                .map(resource -> resource.substring(resource.lastIndexOf('/') + 1))
                .flatMap(roles::find)
                .filter(role -> role.arn().toString().equals(arn))
                .flatMap(this::trusted);
    }

    private Optional<Trusted> trusted(Role role) {
        Optional<RoleTable.Row> found = iam.read(tables -> tables.roles().findById(role.roleId()));
        return found.map(row -> new Trusted(role, row.trustPolicy(), row.maxSessionSeconds()));
    }

    /** Requires an action on a role, by the word of its trust policy. */
    AccessCheck check(String action, String arn, Optional<Trusted> role) {
        Arn resource = Arn.parse(arn).orElseGet(() -> home().globalArn("iam", "role/" + arn));
        String trust = role.map(Trusted::trustPolicy).orElse(NOBODY);
        return Requirement.of(action, resource)
                .tagged(role.map(found -> found.role().tags()).orElse(Map.of()))
                .guardedBy(new Guard(resource.resource(), trust, Optional.empty()));
    }
}
