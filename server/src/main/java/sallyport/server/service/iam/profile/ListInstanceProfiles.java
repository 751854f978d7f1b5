// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.profile;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.role.InstanceProfile;
import sallyport.server.iam.role.InstanceProfiles;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.Paging;

/** Lists instance profiles in the order of their names. */
public final class ListInstanceProfiles
        extends IamOperation<ListInstanceProfiles.Request, Nothing, ListInstanceProfiles.Response> {
    /** Which, and how many at a time. */
    public record Request(Optional<String> pathPrefix, Optional<String> marker, Optional<Integer> maxItems) {}

    /** One page. */
    public record Response(List<ProfileForm> instanceProfiles, boolean isTruncated, Optional<String> marker) {}

    private final Home home;
    private final InstanceProfiles profiles;
    private final Paging paging;

    ListInstanceProfiles(Home home, InstanceProfiles profiles, Paging paging) {
        super("ListInstanceProfiles", Request.class, READS);
        this.home = home;
        this.profiles = profiles;
        this.paging = paging;
    }

    @Override
    public Plan<Nothing> plan(Request request, Caller caller) {
        return Plan.of(Requirement.of(
                action(),
                home.globalArn("iam", "instance-profile" + request.pathPrefix().orElse("/"))));
    }

    @Override
    protected Response carryOut(Request request, Nothing resolved, Call call) {
        String prefix = request.pathPrefix().orElse("/");
        Paging.Page<InstanceProfile> page = paging.page(
                List.of(name(), prefix),
                profiles.list(prefix),
                profile -> profile.name().toLowerCase(Locale.ROOT),
                new Paging.Wanted(request.marker(), request.maxItems()));
        return new Response(page.items().stream().map(ProfileForm::listed).toList(), page.isTruncated(), page.marker());
    }
}
