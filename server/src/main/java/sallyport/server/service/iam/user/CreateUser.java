// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.user;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sallyport.server.authz.Requirement.AccessCheck;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.Users;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.Tag;
import sallyport.server.service.iam.UserForm;

/** Makes a user. */
public final class CreateUser extends IamOperation<CreateUser.Request, Nothing, CreateUser.Response> {
    private static final String ROOT_PATH = "/";

    /** Whom to make. */
    public record Request(
            Optional<String> path, String userName, Optional<String> permissionsBoundary, List<Tag> tags) {}

    /** The user. */
    public record Response(UserForm user) {}

    private final Home home;
    private final Users users;

    CreateUser(Home home, Users users) {
        super("CreateUser", Request.class, CHANGES);
        this.home = home;
        this.users = users;
    }

    @Override
    public Plan<Nothing> plan(Request request, Caller caller) {
        Map<String, List<String>> context = new HashMap<>(Tag.requestContext(request.tags()));
        request.permissionsBoundary().ifPresent(arn -> context.put("iam:PermissionsBoundary", List.of(arn)));
        String resource = "user" + request.path().orElse(ROOT_PATH) + request.userName();
        return Plan.of(new AccessCheck(action(), home.globalArn("iam", resource), context));
    }

    @Override
    protected Response carryOut(Request request, Nothing resolved, Call call) {
        return new Response(UserForm.of(users.create(new Users.NewUser(
                request.userName(),
                request.path().orElse(ROOT_PATH),
                request.permissionsBoundary(),
                Tag.checked(request.tags())))));
    }
}
