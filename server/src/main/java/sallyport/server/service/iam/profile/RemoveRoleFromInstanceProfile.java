// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.profile;

import java.util.Map;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.role.InstanceProfiles;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.RoleTarget;
import sallyport.server.service.iam.RoleTargets;

/** Takes a role out of an instance profile. */
public final class RemoveRoleFromInstanceProfile
        extends IamOperation<RemoveRoleFromInstanceProfile.Request, RoleInProfile, Nothing> {
    /** What from which. */
    public record Request(String instanceProfileName, String roleName) {}

    private final ProfileTargets targets;
    private final RoleTargets roleTargets;
    private final InstanceProfiles profiles;

    RemoveRoleFromInstanceProfile(ProfileTargets targets, RoleTargets roleTargets, InstanceProfiles profiles) {
        super("RemoveRoleFromInstanceProfile", Request.class, CHANGES);
        this.targets = targets;
        this.roleTargets = roleTargets;
        this.profiles = profiles;
    }

    @Override
    public Plan<RoleInProfile> plan(Request request, Caller caller) {
        ProfileTarget profile = targets.find(request.instanceProfileName());
        RoleTarget role = roleTargets.find(request.roleName());
        return new Plan<>(targets.check(action(), profile, Map.of()), new RoleInProfile(profile, role));
    }

    @Override
    protected Nothing carryOut(Request request, RoleInProfile target, Call call) {
        profiles.removeRole(target.profile().profile(), target.role().role());
        return Nothing.NOTHING;
    }
}
