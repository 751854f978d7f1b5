// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.role;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Plan;
import sallyport.server.iam.role.IamRole;
import sallyport.server.iam.role.IamRoles;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.RoleTarget;
import sallyport.server.service.iam.RoleTargets;

/** Changes description or length of sessions of a role; what is not given stays. */
public final class UpdateRole extends IamOperation<UpdateRole.Request, RoleTarget, UpdateRole.Response> {
    /** What of which. */
    public record Request(String roleName, Optional<String> description, Optional<Integer> maxSessionDuration) {}

    /** Nothing more. */
    public record Response() {}

    private final RoleTargets targets;
    private final IamRoles roles;

    UpdateRole(RoleTargets targets, IamRoles roles) {
        super("UpdateRole", Request.class, CHANGES);
        this.targets = targets;
        this.roles = roles;
    }

    @Override
    public Plan<RoleTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.roleName(), Map.of());
    }

    @Override
    protected Response carryOut(Request request, RoleTarget target, Call call) {
        roles.update(target.role(), settings -> {
            IamRole.Settings described =
                    request.description().map(settings::withDescription).orElse(settings);
            return request.maxSessionDuration()
                    .map(seconds -> described.withMaxSession(Duration.ofSeconds(seconds)))
                    .orElse(described);
        });
        return new Response();
    }
}
