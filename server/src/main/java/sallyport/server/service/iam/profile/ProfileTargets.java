// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.profile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sallyport.server.authz.Requirement.AccessCheck;
import sallyport.server.aws.Plan;
import sallyport.server.iam.role.InstanceProfile;
import sallyport.server.iam.role.InstanceProfiles;
import sallyport.server.identity.Arn;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.Tag;

/** Finds the instance profile an operation is about and says what the caller must be allowed to do with it. */
final class ProfileTargets {
    private final Home home;
    private final InstanceProfiles profiles;

    ProfileTargets(Home home, InstanceProfiles profiles) {
        this.home = home;
        this.profiles = profiles;
    }

    /** The profile of that name. */
    ProfileTarget find(String name) {
        return new ProfileTarget(name, profiles.find(name));
    }

    /** The profile of that name; {@code context}: what else policies may ask about the request. */
    Plan<ProfileTarget> plan(String action, String name, Map<String, List<String>> context) {
        ProfileTarget target = find(name);
        return new Plan<>(check(action, target, context), target);
    }

    /** A check on a profile; one that does not exist is where it would be in the path {@code /}. */
    AccessCheck check(String action, ProfileTarget target, Map<String, List<String>> context) {
        Arn arn = target.found()
                .map(InstanceProfile::arn)
                .orElseGet(() -> home.globalArn("iam", "instance-profile/" + target.name()));
        Map<String, List<String>> all = new HashMap<>(context);
        target.found().ifPresent(profile -> all.putAll(Tag.resourceContext(profile.tags())));
        return new AccessCheck(action, arn, all);
    }
}
