// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.profile;

import java.util.List;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.role.InstanceProfiles;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.Tag;

/** Removes tags of an instance profile. */
public final class UntagInstanceProfile extends IamOperation<UntagInstanceProfile.Request, ProfileTarget, Nothing> {
    /** Which tags of which. */
    public record Request(String instanceProfileName, List<String> tagKeys) {}

    private final ProfileTargets targets;
    private final InstanceProfiles profiles;

    UntagInstanceProfile(ProfileTargets targets, InstanceProfiles profiles) {
        super("UntagInstanceProfile", Request.class, CHANGES);
        this.targets = targets;
        this.profiles = profiles;
    }

    @Override
    public Plan<ProfileTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.instanceProfileName(), Tag.keysContext(request.tagKeys()));
    }

    @Override
    protected Nothing carryOut(Request request, ProfileTarget target, Call call) {
        profiles.untag(target.profile(), request.tagKeys());
        return Nothing.NOTHING;
    }
}
