// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.profile;

import java.util.List;
import sallyport.server.aws.Operation;
import sallyport.server.iam.Iam;
import sallyport.server.iam.role.InstanceProfiles;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.Paging;
import sallyport.server.service.iam.RoleTargets;

/** The operations on instance profiles that there are. */
public final class ProfileOperations {
    private ProfileOperations() {}

    public static List<Operation<?, ?, ?>> all(Home home, Iam iam, Paging paging) {
        InstanceProfiles profiles = iam.instanceProfiles();
        ProfileTargets targets = new ProfileTargets(home, profiles);
        RoleTargets roles = new RoleTargets(home, iam.roles());
        return List.of(
                new CreateInstanceProfile(home, profiles),
                new GetInstanceProfile(targets),
                new ListInstanceProfiles(home, profiles, paging),
                new ListInstanceProfilesForRole(roles, profiles, paging),
                new DeleteInstanceProfile(targets, profiles),
                new AddRoleToInstanceProfile(targets, roles, profiles),
                new RemoveRoleFromInstanceProfile(targets, roles, profiles),
                new TagInstanceProfile(targets, profiles),
                new UntagInstanceProfile(targets, profiles),
                new ListInstanceProfileTags(targets, paging));
    }
}
