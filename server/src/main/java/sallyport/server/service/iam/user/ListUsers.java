// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.user;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.User;
import sallyport.server.iam.Users;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.Paging;
import sallyport.server.service.iam.UserForm;

/** Lists users in the order of their names. */
public final class ListUsers extends IamOperation<ListUsers.Request, Nothing, ListUsers.Response> {
    /** Which, and how many at a time. */
    public record Request(Optional<String> pathPrefix, Optional<String> marker, Optional<Integer> maxItems) {}

    /** One page. */
    public record Response(List<UserForm> users, boolean isTruncated, Optional<String> marker) {}

    private final Home home;
    private final Users users;
    private final Paging paging;

    ListUsers(Home home, Users users, Paging paging) {
        super("ListUsers", Request.class, READS);
        this.home = home;
        this.users = users;
        this.paging = paging;
    }

    @Override
    public Plan<Nothing> plan(Request request, Caller caller) {
        return Plan.of(Requirement.of(
                action(), home.globalArn("iam", "user" + request.pathPrefix().orElse("/"))));
    }

    @Override
    protected Response carryOut(Request request, Nothing resolved, Call call) {
        String prefix = request.pathPrefix().orElse("/");
        Paging.Page<User> page = paging.page(
                List.of(name(), prefix),
                users.list(prefix),
                user -> user.name().toLowerCase(Locale.ROOT),
                new Paging.Wanted(request.marker(), request.maxItems()));
        return new Response(page.items().stream().map(UserForm::listed).toList(), page.isTruncated(), page.marker());
    }
}
