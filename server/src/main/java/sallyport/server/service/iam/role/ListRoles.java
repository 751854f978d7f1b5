// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.role;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.role.IamRole;
import sallyport.server.iam.role.IamRoles;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.Paging;
import sallyport.server.service.iam.RoleForm;

/** Lists roles in the order of their names. */
public final class ListRoles extends IamOperation<ListRoles.Request, Nothing, ListRoles.Response> {
    /** Which, and how many at a time. */
    public record Request(Optional<String> pathPrefix, Optional<String> marker, Optional<Integer> maxItems) {}

    /** One page. */
    public record Response(List<RoleForm> roles, boolean isTruncated, Optional<String> marker) {}

    private final Home home;
    private final IamRoles roles;
    private final Paging paging;

    ListRoles(Home home, IamRoles roles, Paging paging) {
        super("ListRoles", Request.class, READS);
        this.home = home;
        this.roles = roles;
        this.paging = paging;
    }

    @Override
    public Plan<Nothing> plan(Request request, Caller caller) {
        return Plan.of(Requirement.of(
                action(), home.globalArn("iam", "role" + request.pathPrefix().orElse("/"))));
    }

    @Override
    protected Response carryOut(Request request, Nothing resolved, Call call) {
        String prefix = request.pathPrefix().orElse("/");
        Paging.Page<IamRole> page = paging.page(
                List.of(name(), prefix),
                roles.list(prefix),
                role -> role.name().toLowerCase(Locale.ROOT),
                new Paging.Wanted(request.marker(), request.maxItems()));
        return new Response(page.items().stream().map(RoleForm::listed).toList(), page.isTruncated(), page.marker());
    }
}
