// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.user;

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
class UserOperationsTest {
    private TestApi api;

    @BeforeEach
    void open(@TempDir Path directory) {
        api = new TestApi(directory);
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void createsAUserAndShowsIt() {
        Reply created = api.iam(
                "CreateUser",
                "UserName",
                "Alice",
                "Path",
                "/eng/",
                "Tags.member.1.Key",
                "team",
                "Tags.member.1.Value",
                "sre");
        assertThat(created.xml("Arn")).containsExactly("arn:aws:iam::111122223333:user/eng/Alice");
        assertThat(created.xml("UserId").getFirst()).matches("AIDA[A-Z2-7]{17}");
        assertThat(created.xml("CreateDate").getFirst()).matches("2026-11-23T09:00:00Z");
        assertThat(created.xml("Path")).containsExactly("/eng/");
        Reply shown = api.iam("GetUser", "UserName", "alice");
        assertThat(shown.xml("UserName")).containsExactly("Alice");
        assertThat(shown.xml("UserId")).isEqualTo(created.xml("UserId"));
        assertThat(shown.xml("Key")).containsExactly("team");
        assertThat(shown.xml("Value")).containsExactly("sre");
    }

    @Test
    void showsTheCallerWithoutAName() {
        assertThat(api.iam("GetUser").xml("Arn")).containsExactly("arn:aws:iam::111122223333:user/admin");
    }

    @Test
    void refusesASecondUserOfTheSameName() {
        api.iam("CreateUser", "UserName", "alice").xml("Arn");
        api.iam("CreateUser", "UserName", "ALICE")
                .assertError(409, "EntityAlreadyExists", "User with name ALICE already exists.");
    }

    @Test
    void listsUsersByPathAndInPages() {
        for (String name : new String[] {"dora", "Anna", "carl", "Bert"}) {
            api.iam("CreateUser", "UserName", name, "Path", "/eng/");
        }
        Reply first = api.iam("ListUsers", "PathPrefix", "/eng/", "MaxItems", "3");
        assertThat(first.xml("UserName")).containsExactly("Anna", "Bert", "carl");
        assertThat(first.xml("IsTruncated")).containsExactly("true");
        Reply second = api.iam(
                "ListUsers",
                "PathPrefix",
                "/eng/",
                "Marker",
                first.xml("Marker").getFirst());
        assertThat(second.xml("UserName")).containsExactly("dora");
        assertThat(second.xml("IsTruncated")).containsExactly("false");
        assertThat(second.xml("Marker")).isEmpty();
        api.iam("ListUsers", "Marker", first.xml("Marker").getFirst())
                .assertError(400, "ValidationError", "Invalid Marker.");
        assertThat(api.iam("ListUsers").xml("UserName")).containsExactly("admin", "Anna", "Bert", "carl", "dora");
    }

    @Test
    void deletesAUser() {
        api.iam("CreateUser", "UserName", "alice");
        api.iam("DeleteUser", "UserName", "alice").xml("RequestId");
        api.iam("GetUser", "UserName", "alice")
                .assertError(404, "NoSuchEntity", "The user with name alice cannot be found.");
        api.iam("DeleteUser", "UserName", "alice")
                .assertError(404, "NoSuchEntity", "The user with name alice cannot be found.");
    }

    @Test
    void keepsAUserThatStillHasAKey() {
        api.iam("DeleteUser", "UserName", "admin")
                .assertError(409, "DeleteConflict", "Cannot delete entity, must delete access keys first.");
    }

    @Test
    void renamesAUserAndMovesIt() {
        api.iam("CreateUser", "UserName", "alice");
        api.iam("UpdateUser", "UserName", "alice", "NewUserName", "carol", "NewPath", "/x/")
                .xml("RequestId");
        assertThat(api.iam("GetUser", "UserName", "carol").xml("Arn"))
                .containsExactly("arn:aws:iam::111122223333:user/x/carol");
        api.iam("UpdateUser", "UserName", "carol", "NewUserName", "admin")
                .assertError(409, "EntityAlreadyExists", "User with name admin already exists.");
        api.iam("UpdateUser", "UserName", "alice", "NewPath", "/").assertError("NoSuchEntity");
    }

    @Test
    void tagsAUser() {
        api.iam("CreateUser", "UserName", "alice");
        api.iam(
                        "TagUser",
                        "UserName",
                        "alice",
                        "Tags.member.1.Key",
                        "team",
                        "Tags.member.1.Value",
                        "sre",
                        "Tags.member.2.Key",
                        "env",
                        "Tags.member.2.Value",
                        "")
                .xml("RequestId");
        Reply page = api.iam("ListUserTags", "UserName", "alice", "MaxItems", "1");
        assertThat(page.xml("Key")).containsExactly("env");
        assertThat(api.iam(
                                "ListUserTags",
                                "UserName",
                                "alice",
                                "Marker",
                                page.xml("Marker").getFirst())
                        .xml("Key"))
                .containsExactly("team");
        api.iam("UntagUser", "UserName", "alice", "TagKeys.member.1", "TEAM").xml("RequestId");
        assertThat(api.iam("ListUserTags", "UserName", "alice").xml("Key")).containsExactly("env");
        api.iam(
                        "TagUser",
                        "UserName",
                        "alice",
                        "Tags.member.1.Key",
                        "a",
                        "Tags.member.1.Value",
                        "1",
                        "Tags.member.2.Key",
                        "A",
                        "Tags.member.2.Value",
                        "2")
                .assertError(
                        400,
                        "InvalidInput",
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
        api.iam("TagUser", "UserName", "alice", "Tags.member.1.Key", "aws:x", "Tags.member.1.Value", "1")
                .assertError("InvalidInput");
        api.iam("TagUser", "UserName", "bob", "Tags.member.1.Key", "x", "Tags.member.1.Value", "1")
                .assertError("NoSuchEntity");
    }

    @Test
    void limitsAUserByABoundary() {
        String policy = "arn:aws:iam::aws:policy/ReadOnlyAccess";
        api.iam("CreateUser", "UserName", "alice");
        api.iam("PutUserPermissionsBoundary", "UserName", "alice", "PermissionsBoundary", policy)
                .xml("RequestId");
        Reply shown = api.iam("GetUser", "UserName", "alice");
        assertThat(shown.xml("PermissionsBoundaryArn")).containsExactly(policy);
        assertThat(shown.xml("PermissionsBoundaryType")).containsExactly("Policy");
        api.iam("DeleteUserPermissionsBoundary", "UserName", "alice").xml("RequestId");
        api.iam("DeleteUserPermissionsBoundary", "UserName", "alice").assertError("NoSuchEntity");
        assertThat(api.iam("GetUser", "UserName", "alice").xml("PermissionsBoundaryArn"))
                .isEmpty();
    }

    @Test
    void refusesNamesAndPathsThatAwsRefuses() {
        api.iam("CreateUser", "UserName", "no spaces").assertError("ValidationError");
        api.iam("CreateUser", "UserName", "x".repeat(65)).assertError("ValidationError");
        api.iam("CreateUser", "UserName", "x", "Path", "/no-end").assertError("ValidationError");
        api.iam("CreateUser").assertError("ValidationError");
    }
}
