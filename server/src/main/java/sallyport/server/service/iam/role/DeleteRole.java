// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.role;

import java.util.Map;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.role.IamRoles;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.RoleTarget;
import sallyport.server.service.iam.RoleTargets;

/** Deletes a role that has no policies and is in no instance profile. */
public final class DeleteRole extends IamOperation<DeleteRole.Request, RoleTarget, Nothing> {
    /** Which. */
    public record Request(String roleName) {}

    private final RoleTargets targets;
    private final IamRoles roles;

    DeleteRole(RoleTargets targets, IamRoles roles) {
        super("DeleteRole", Request.class, CHANGES);
        this.targets = targets;
        this.roles = roles;
    }

    @Override
    public Plan<RoleTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.roleName(), Map.of());
    }

    @Override
    protected Nothing carryOut(Request request, RoleTarget target, Call call) {
        roles.delete(target.role());
        return Nothing.NOTHING;
    }
}
