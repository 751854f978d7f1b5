// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sallyport.server.service.Reply;
import sallyport.server.service.TestApi;
import sallyport.testkit.LeakCheck;

@ExtendWith(LeakCheck.class)
class GroupOperationsTest {
    private TestApi api;

    @BeforeEach
    void open(@TempDir Path directory) {
        api = new TestApi(directory);
        api.iam("CreateUser", "UserName", "alice").xml("UserId");
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void createsShowsListsAndDeletesGroups() {
        Reply created = api.iam("CreateGroup", "GroupName", "Ops", "Path", "/eng/");
        assertThat(created.xml("Arn")).containsExactly("arn:aws:iam::111122223333:group/eng/Ops");
        assertThat(created.xml("GroupId").getFirst()).matches("AGPA[A-Z2-7]{17}");
        api.iam("CreateGroup", "GroupName", "ops")
                .assertError(409, "EntityAlreadyExists", "Group with name ops already exists.");
        api.iam("CreateGroup", "GroupName", "admins");
        assertThat(api.iam("ListGroups").xml("GroupName")).containsExactly("admins", "Ops");
        assertThat(api.iam("ListGroups", "PathPrefix", "/eng/").xml("GroupName"))
                .containsExactly("Ops");
        Reply page = api.iam("ListGroups", "MaxItems", "1");
        assertThat(page.xml("IsTruncated")).containsExactly("true");
        assertThat(api.iam("ListGroups", "Marker", page.xml("Marker").getFirst())
                        .xml("GroupName"))
                .containsExactly("Ops");
        api.iam("DeleteGroup", "GroupName", "Ops").xml("RequestId");
        api.iam("GetGroup", "GroupName", "Ops")
                .assertError(404, "NoSuchEntity", "The group with name Ops cannot be found.");
        api.iam("DeleteGroup", "GroupName", "Ops").assertError("NoSuchEntity");
    }

    @Test
    void knowsWhoIsInAGroup() {
        api.iam("CreateGroup", "GroupName", "ops");
        api.iam("AddUserToGroup", "GroupName", "ops", "UserName", "alice").xml("RequestId");
        api.iam("AddUserToGroup", "GroupName", "ops", "UserName", "alice").xml("RequestId");
        api.iam("AddUserToGroup", "GroupName", "ops", "UserName", "bob")
                .assertError(404, "NoSuchEntity", "The user with name bob cannot be found.");
        api.iam("AddUserToGroup", "GroupName", "none", "UserName", "alice").assertError("NoSuchEntity");
        Reply group = api.iam("GetGroup", "GroupName", "ops");
        assertThat(group.xml("UserName")).containsExactly("alice");
        assertThat(group.xml("IsTruncated")).containsExactly("false");
        assertThat(api.iam("ListGroupsForUser", "UserName", "alice").xml("GroupName"))
                .containsExactly("ops");
        api.iam("DeleteGroup", "GroupName", "ops")
                .assertError(409, "DeleteConflict", "Cannot delete entity, must remove users from group first.");
        api.iam("RemoveUserFromGroup", "GroupName", "ops", "UserName", "alice").xml("RequestId");
        api.iam("RemoveUserFromGroup", "GroupName", "ops", "UserName", "alice").assertError("NoSuchEntity");
        assertThat(api.iam("GetGroup", "GroupName", "ops").xml("UserName")).isEmpty();
    }

    @Test
    void renamesAGroupWithItsMembers() {
        api.iam("CreateGroup", "GroupName", "ops");
        api.iam("AddUserToGroup", "GroupName", "ops", "UserName", "alice");
        api.iam("UpdateGroup", "GroupName", "ops", "NewGroupName", "sre", "NewPath", "/x/")
                .xml("RequestId");
        assertThat(api.iam("GetGroup", "GroupName", "sre").xml("Arn"))
                .contains("arn:aws:iam::111122223333:group/x/sre");
        assertThat(api.iam("ListGroupsForUser", "UserName", "alice").xml("GroupName"))
                .containsExactly("sre");
        api.iam("CreateGroup", "GroupName", "ops");
        api.iam("UpdateGroup", "GroupName", "ops", "NewGroupName", "SRE").assertError("EntityAlreadyExists");
    }
}
