// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.role;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.role.IamRoles;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.RoleTarget;
import sallyport.server.service.iam.RoleTargets;

/** Makes a managed policy the most a role can be allowed. */
public final class PutRolePermissionsBoundary
        extends IamOperation<PutRolePermissionsBoundary.Request, RoleTarget, Nothing> {
    /** Which policy for which. */
    public record Request(String roleName, String permissionsBoundary) {}

    private final RoleTargets targets;
    private final IamRoles roles;

    PutRolePermissionsBoundary(RoleTargets targets, IamRoles roles) {
        super("PutRolePermissionsBoundary", Request.class, CHANGES);
        this.targets = targets;
        this.roles = roles;
    }

    @Override
    public Plan<RoleTarget> plan(Request request, Caller caller) {
        return targets.plan(
                action(),
                request.roleName(),
                Map.of("iam:PermissionsBoundary", List.of(request.permissionsBoundary())));
    }

    @Override
    protected Nothing carryOut(Request request, RoleTarget target, Call call) {
        roles.update(target.role(), settings -> settings.withBoundary(Optional.of(request.permissionsBoundary())));
        return Nothing.NOTHING;
    }
}
