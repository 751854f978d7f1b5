// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.profile;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Plan;
import sallyport.server.iam.role.InstanceProfile;
import sallyport.server.iam.role.InstanceProfiles;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.Paging;
import sallyport.server.service.iam.RoleTarget;
import sallyport.server.service.iam.RoleTargets;

/** Lists the instance profiles that contain a role, in the order of their names. */
public final class ListInstanceProfilesForRole
        extends IamOperation<ListInstanceProfilesForRole.Request, RoleTarget, ListInstanceProfilesForRole.Response> {
    /** Which role, and how many at a time. */
    public record Request(String roleName, Optional<String> marker, Optional<Integer> maxItems) {}

    /** One page. */
    public record Response(List<ProfileForm> instanceProfiles, boolean isTruncated, Optional<String> marker) {}

    private final RoleTargets targets;
    private final InstanceProfiles profiles;
    private final Paging paging;

    ListInstanceProfilesForRole(RoleTargets targets, InstanceProfiles profiles, Paging paging) {
        super("ListInstanceProfilesForRole", Request.class, READS);
        this.targets = targets;
        this.profiles = profiles;
        this.paging = paging;
    }

    @Override
    public Plan<RoleTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.roleName(), Map.of());
    }

    @Override
    protected Response carryOut(Request request, RoleTarget target, Call call) {
        Paging.Page<InstanceProfile> page = paging.page(
                List.of(name(), target.role().roleId()),
                profiles.of(target.role()),
                profile -> profile.name().toLowerCase(Locale.ROOT),
                new Paging.Wanted(request.marker(), request.maxItems()));
        return new Response(page.items().stream().map(ProfileForm::listed).toList(), page.isTruncated(), page.marker());
    }
}
