// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.role;

import java.util.List;
import sallyport.server.aws.Operation;
import sallyport.server.iam.Iam;
import sallyport.server.iam.role.IamRoles;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.Paging;
import sallyport.server.service.iam.RoleTargets;

/** The operations on roles that there are. */
public final class RoleOperations {
    private RoleOperations() {}

    public static List<Operation<?, ?, ?>> all(Home home, Iam iam, Paging paging) {
        IamRoles roles = iam.roles();
        RoleTargets targets = new RoleTargets(home, roles);
        return List.of(
                new CreateRole(home, iam),
                new GetRole(targets),
                new ListRoles(home, roles, paging),
                new UpdateRole(targets, roles),
                new UpdateRoleDescription(targets, roles),
                new UpdateAssumeRolePolicy(targets, home, iam),
                new DeleteRole(targets, roles),
                new PutRolePermissionsBoundary(targets, roles),
                new DeleteRolePermissionsBoundary(targets, roles),
                new TagRole(targets, roles),
                new UntagRole(targets, roles),
                new ListRoleTags(targets, paging));
    }
}
