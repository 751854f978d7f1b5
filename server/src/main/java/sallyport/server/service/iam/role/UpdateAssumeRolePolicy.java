// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.role;

import java.util.Map;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.Iam;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.PolicyDocuments;
import sallyport.server.service.iam.RoleTarget;
import sallyport.server.service.iam.RoleTargets;

/** Changes who may act as a role. */
public final class UpdateAssumeRolePolicy extends IamOperation<UpdateAssumeRolePolicy.Request, RoleTarget, Nothing> {
    /** Who as which. */
    public record Request(String roleName, String policyDocument) {}

    private final RoleTargets targets;
    private final Home home;
    private final Iam iam;

    UpdateAssumeRolePolicy(RoleTargets targets, Home home, Iam iam) {
        super("UpdateAssumeRolePolicy", Request.class, CHANGES);
        this.targets = targets;
        this.home = home;
        this.iam = iam;
    }

    @Override
    public Plan<RoleTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.roleName(), Map.of());
    }

    @Override
    protected Nothing carryOut(Request request, RoleTarget target, Call call) {
        PolicyDocuments.checkTrust(request.policyDocument(), iam, home);
        iam.roles().update(target.role(), settings -> settings.withTrustPolicy(request.policyDocument()));
        return Nothing.NOTHING;
    }
}
