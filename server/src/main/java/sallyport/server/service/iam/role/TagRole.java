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

/** Sets tags of a role. */
public final class TagRole extends IamOperation<TagRole.Request, RoleTarget, Nothing> {
    /** Which tags on which. */
    public record Request(String roleName, List<Tag> tags) {}

    private final RoleTargets targets;
    private final IamRoles roles;

    TagRole(RoleTargets targets, IamRoles roles) {
        super("TagRole", Request.class, CHANGES);
        this.targets = targets;
        this.roles = roles;
    }

    @Override
    public Plan<RoleTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.roleName(), Tag.requestContext(request.tags()));
    }

    @Override
    protected Nothing carryOut(Request request, RoleTarget target, Call call) {
        roles.tag(target.role(), Tag.checked(request.tags()));
        return Nothing.NOTHING;
    }
}
