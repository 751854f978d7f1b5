// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.group;

import java.util.Optional;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.Groups;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.GroupForm;
import sallyport.server.service.iam.IamOperation;

/** Makes a group. */
public final class CreateGroup extends IamOperation<CreateGroup.Request, Nothing, CreateGroup.Response> {
    /** Which to make. */
    public record Request(Optional<String> path, String groupName) {}

    /** The group. */
    public record Response(GroupForm group) {}

    private final Home home;
    private final Groups groups;

    CreateGroup(Home home, Groups groups) {
        super("CreateGroup", Request.class, CHANGES);
        this.home = home;
        this.groups = groups;
    }

    @Override
    public Plan<Nothing> plan(Request request, Caller caller) {
        return Plan.of(Requirement.of(action(), home.globalArn("iam", "group" + path(request) + request.groupName())));
    }

    @Override
    protected Response carryOut(Request request, Nothing resolved, Call call) {
        return new Response(GroupForm.of(groups.create(request.groupName(), path(request))));
    }

    private static String path(Request request) {
        return request.path().orElse("/");
    }
}
