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

/** Deletes an instance profile without a role. */
public final class DeleteInstanceProfile extends IamOperation<DeleteInstanceProfile.Request, ProfileTarget, Nothing> {
    /** Which. */
    public record Request(String instanceProfileName) {}

    private final ProfileTargets targets;
    private final InstanceProfiles profiles;

    DeleteInstanceProfile(ProfileTargets targets, InstanceProfiles profiles) {
        super("DeleteInstanceProfile", Request.class, CHANGES);
        this.targets = targets;
        this.profiles = profiles;
    }

    @Override
    public Plan<ProfileTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.instanceProfileName(), Map.of());
    }

    @Override
    protected Nothing carryOut(Request request, ProfileTarget target, Call call) {
        profiles.delete(target.profile());
        return Nothing.NOTHING;
    }
}
