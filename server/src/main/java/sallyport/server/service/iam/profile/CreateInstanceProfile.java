// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.profile;

import java.util.List;
import java.util.Optional;
import sallyport.server.authz.Requirement.AccessCheck;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.role.InstanceProfiles;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.Tag;

/** Makes an instance profile without a role. */
public final class CreateInstanceProfile
        extends IamOperation<CreateInstanceProfile.Request, Nothing, CreateInstanceProfile.Response> {
    /** What to make. */
    public record Request(String instanceProfileName, Optional<String> path, List<Tag> tags) {}

    /** The profile. */
    public record Response(ProfileForm instanceProfile) {}

    private final Home home;
    private final InstanceProfiles profiles;

    CreateInstanceProfile(Home home, InstanceProfiles profiles) {
        super("CreateInstanceProfile", Request.class, CHANGES);
        this.home = home;
        this.profiles = profiles;
    }

    @Override
    public Plan<Nothing> plan(Request request, Caller caller) {
        String resource = "instance-profile" + request.path().orElse("/") + request.instanceProfileName();
        return Plan.of(new AccessCheck(action(), home.globalArn("iam", resource), Tag.requestContext(request.tags())));
    }

    @Override
    protected Response carryOut(Request request, Nothing resolved, Call call) {
        return new Response(ProfileForm.of(profiles.create(
                request.instanceProfileName(), request.path().orElse("/"), Tag.checked(request.tags()))));
    }
}
