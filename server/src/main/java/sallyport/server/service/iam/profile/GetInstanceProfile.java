// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.profile;

import java.util.Map;
import sallyport.server.aws.Call;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;

/** Shows an instance profile. */
public final class GetInstanceProfile
        extends IamOperation<GetInstanceProfile.Request, ProfileTarget, GetInstanceProfile.Response> {
    /** Which. */
    public record Request(String instanceProfileName) {}

    /** The profile. */
    public record Response(ProfileForm instanceProfile) {}

    private final ProfileTargets targets;

    GetInstanceProfile(ProfileTargets targets) {
        super("GetInstanceProfile", Request.class, READS);
        this.targets = targets;
    }

    @Override
    public Plan<ProfileTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.instanceProfileName(), Map.of());
    }

    @Override
    protected Response carryOut(Request request, ProfileTarget target, Call call) {
        return new Response(ProfileForm.of(target.profile()));
    }
}
