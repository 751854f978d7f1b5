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
import sallyport.server.service.iam.IamErrors;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.RoleTarget;
import sallyport.server.service.iam.RoleTargets;

/** Takes the permissions boundary of a role away. */
public final class DeleteRolePermissionsBoundary
        extends IamOperation<DeleteRolePermissionsBoundary.Request, RoleTarget, Nothing> {
    /** Of which. */
    public record Request(String roleName) {}

    private final RoleTargets targets;
    private final IamRoles roles;

    DeleteRolePermissionsBoundary(RoleTargets targets, IamRoles roles) {
        super("DeleteRolePermissionsBoundary", Request.class, CHANGES);
        this.targets = targets;
        this.roles = roles;
    }

    @Override
    public Plan<RoleTarget> plan(Request request, Caller caller) {
        RoleTarget target = targets.find(request.roleName());
        Map<String, List<String>> context = target.found()
                .flatMap(role -> role.settings().boundary())
                .map(arn -> Map.of("iam:PermissionsBoundary", List.of(arn)))
                .orElse(Map.of());
        return new Plan<>(targets.check(action(), target, context), target);
    }

    @Override
    protected Nothing carryOut(Request request, RoleTarget target, Call call) {
        if (target.role().settings().boundary().isEmpty()) {
            throw IamErrors.noSuchEntity("Permissions boundary for role " + target.name() + " cannot be found.");
        }
        roles.update(target.role(), settings -> settings.withBoundary(Optional.empty()));
        return Nothing.NOTHING;
    }
}
