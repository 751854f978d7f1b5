// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sallyport.server.iam.role.IamRole;

/** A role as IAM's API writes it. */
public record RoleForm(
        String path,
        String roleName,
        String roleId,
        String arn,
        Instant createDate,
        Optional<String> assumeRolePolicyDocument,
        Optional<String> description,
        Optional<Integer> maxSessionDuration,
        Optional<UserForm.Boundary> permissionsBoundary,
        Optional<List<Tag>> tags) {

    /** With everything. */
    public static RoleForm of(IamRole role) {
        return form(
                role,
                role.settings().boundary().map(UserForm.Boundary::of),
                Optional.of(Tag.of(role.tags())).filter(list -> !list.isEmpty()));
    }

    /** As an element of a list, without tags and boundary. */
    public static RoleForm listed(IamRole role) {
        return form(role, Optional.empty(), Optional.empty());
    }

    private static RoleForm form(IamRole role, Optional<UserForm.Boundary> boundary, Optional<List<Tag>> tags) {
        return new RoleForm(
                role.path(),
                role.name(),
                role.roleId(),
                role.arn().toString(),
                role.created(),
                Optional.of(PolicyDocuments.encoded(role.settings().trustPolicy())),
                Optional.of(role.settings().description()).filter(text -> !text.isEmpty()),
                Optional.of(Math.toIntExact(role.settings().maxSession().toSeconds())),
                boundary,
                tags);
    }
}
