// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.role;

import java.util.Map;
import sallyport.server.aws.Call;
import sallyport.server.aws.Plan;
import sallyport.server.iam.role.IamRoles;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.RoleForm;
import sallyport.server.service.iam.RoleTarget;
import sallyport.server.service.iam.RoleTargets;

/** Changes the description of a role. */
public final class UpdateRoleDescription
        extends IamOperation<UpdateRoleDescription.Request, RoleTarget, UpdateRoleDescription.Response> {
    /** What of which. */
    public record Request(String roleName, String description) {}

    /** The role. */
    public record Response(RoleForm role) {}

    private final RoleTargets targets;
    private final IamRoles roles;

    UpdateRoleDescription(RoleTargets targets, IamRoles roles) {
        super("UpdateRoleDescription", Request.class, CHANGES);
        this.targets = targets;
        this.roles = roles;
    }

    @Override
    public Plan<RoleTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.roleName(), Map.of());
    }

    @Override
    protected Response carryOut(Request request, RoleTarget target, Call call) {
        return new Response(
                RoleForm.of(roles.update(target.role(), settings -> settings.withDescription(request.description()))));
    }
}
