// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.profile;

import java.util.List;
import java.util.Map;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.role.InstanceProfiles;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.RoleTarget;
import sallyport.server.service.iam.RoleTargets;

/** Puts a role into an instance profile that has none. */
public final class AddRoleToInstanceProfile
        extends IamOperation<AddRoleToInstanceProfile.Request, RoleInProfile, Nothing> {
    /** What into which. */
    public record Request(String instanceProfileName, String roleName) {}

    private final ProfileTargets targets;
    private final RoleTargets roleTargets;
    private final InstanceProfiles profiles;

    AddRoleToInstanceProfile(ProfileTargets targets, RoleTargets roleTargets, InstanceProfiles profiles) {
        super("AddRoleToInstanceProfile", Request.class, CHANGES);
        this.targets = targets;
        this.roleTargets = roleTargets;
        this.profiles = profiles;
    }

    @Override
    public Plan<RoleInProfile> plan(Request request, Caller caller) {
        ProfileTarget profile = targets.find(request.instanceProfileName());
        RoleTarget role = roleTargets.find(request.roleName());
        Requirement passes =
                roleTargets.check("iam:PassRole", role, Map.of("iam:PassedToService", List.of("ec2.amazonaws.com")));
        return new Plan<>(
                Requirement.all(targets.check(action(), profile, Map.of()), passes), new RoleInProfile(profile, role));
    }

    @Override
    protected Nothing carryOut(Request request, RoleInProfile target, Call call) {
        profiles.addRole(target.profile().profile(), target.role().role());
        return Nothing.NOTHING;
    }
}
