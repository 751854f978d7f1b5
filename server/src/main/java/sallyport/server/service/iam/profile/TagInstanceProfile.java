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

/** Sets tags of an instance profile. */
public final class TagInstanceProfile extends IamOperation<TagInstanceProfile.Request, ProfileTarget, Nothing> {
    /** Which tags on which. */
    public record Request(String instanceProfileName, List<Tag> tags) {}

    private final ProfileTargets targets;
    private final InstanceProfiles profiles;

    TagInstanceProfile(ProfileTargets targets, InstanceProfiles profiles) {
        super("TagInstanceProfile", Request.class, CHANGES);
        this.targets = targets;
        this.profiles = profiles;
    }

    @Override
    public Plan<ProfileTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.instanceProfileName(), Tag.requestContext(request.tags()));
    }

    @Override
    protected Nothing carryOut(Request request, ProfileTarget target, Call call) {
        profiles.tag(target.profile(), Tag.checked(request.tags()));
        return Nothing.NOTHING;
    }
}
