// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.group;

import java.util.List;
import sallyport.server.aws.Operation;
import sallyport.server.iam.Groups;
import sallyport.server.iam.Iam;
import sallyport.server.iam.Users;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.GroupTargets;
import sallyport.server.service.iam.Paging;
import sallyport.server.service.iam.UserTargets;

/** The operations on groups that there are. */
public final class GroupOperations {
    private GroupOperations() {}

    public static List<Operation<?, ?, ?>> all(Home home, Iam iam, Paging paging) {
        Users users = iam.users();
        Groups groups = iam.groups();
        GroupTargets targets = new GroupTargets(home, groups);
        return List.of(
                new CreateGroup(home, groups),
                new GetGroup(targets, groups, paging),
                new ListGroups(home, groups, paging),
                new UpdateGroup(home, targets, groups),
                new DeleteGroup(targets, groups),
                new AddUserToGroup(targets, groups, users),
                new RemoveUserFromGroup(targets, groups, users),
                new ListGroupsForUser(new UserTargets(home, users), groups, paging));
    }
}
