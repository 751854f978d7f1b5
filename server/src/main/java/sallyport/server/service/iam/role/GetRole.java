// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.role;

import java.util.Map;
import sallyport.server.aws.Call;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.RoleForm;
import sallyport.server.service.iam.RoleTarget;
import sallyport.server.service.iam.RoleTargets;

/** Shows a role. */
public final class GetRole extends IamOperation<GetRole.Request, RoleTarget, GetRole.Response> {
    /** Which. */
    public record Request(String roleName) {}

    /** The role. */
    public record Response(RoleForm role) {}

    private final RoleTargets targets;

    GetRole(RoleTargets targets) {
        super("GetRole", Request.class, READS);
        this.targets = targets;
    }

    @Override
    public Plan<RoleTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.roleName(), Map.of());
    }

    @Override
    protected Response carryOut(Request request, RoleTarget target, Call call) {
        return new Response(RoleForm.of(target.role()));
    }
}
