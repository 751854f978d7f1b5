// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.role;

import java.util.List;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.role.IamRoles;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.RoleTarget;
import sallyport.server.service.iam.RoleTargets;
import sallyport.server.service.iam.Tag;

/** Removes tags of a role. */
public final class UntagRole extends IamOperation<UntagRole.Request, RoleTarget, Nothing> {
    /** Which tags of which. */
    public record Request(String roleName, List<String> tagKeys) {}

    private final RoleTargets targets;
    private final IamRoles roles;

    UntagRole(RoleTargets targets, IamRoles roles) {
        super("UntagRole", Request.class, CHANGES);
        this.targets = targets;
        this.roles = roles;
    }

    @Override
    public Plan<RoleTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.roleName(), Tag.keysContext(request.tagKeys()));
    }

    @Override
    protected Nothing carryOut(Request request, RoleTarget target, Call call) {
        roles.untag(target.role(), request.tagKeys());
        return Nothing.NOTHING;
    }
}
