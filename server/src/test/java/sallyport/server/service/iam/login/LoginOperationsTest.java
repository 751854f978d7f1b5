// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.login;

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
class LoginOperationsTest {
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
    void givesAUserAPassword() {
        Reply made = api.iam(
                "CreateLoginProfile",
                "UserName",
                "alice",
                "Password",
                "correct-Horse7",
                "PasswordResetRequired",
                "true");
        assertThat(made.xml("UserName")).containsExactly("alice");
        assertThat(made.xml("PasswordResetRequired")).containsExactly("true");
        assertThat(made.body()).doesNotContain("Horse");
        assertThat(api.ledger().toString()).doesNotContain("Horse");
        api.iam("CreateLoginProfile", "UserName", "alice", "Password", "correct-Horse7")
                .assertError(409, "EntityAlreadyExists", "Login Profile for user alice already exists.");
        api.iam("UpdateLoginProfile", "UserName", "alice", "Password", "short")
                .assertError(400, "PasswordPolicyViolation", "Password should have a minimum length of 8");
        api.iam("UpdateLoginProfile", "UserName", "alice", "PasswordResetRequired", "false")
                .xml("RequestId");
        assertThat(api.iam("GetLoginProfile", "UserName", "alice").xml("PasswordResetRequired"))
                .containsExactly("false");
        api.iam("DeleteUser", "UserName", "alice")
                .assertError(409, "DeleteConflict", "Cannot delete entity, must delete login profile first.");
        api.iam("DeleteLoginProfile", "UserName", "alice").xml("RequestId");
        api.iam("GetLoginProfile", "UserName", "alice")
                .assertError(404, "NoSuchEntity", "Login Profile for User alice cannot be found.");
    }

    @Test
    void letsAUserChangeTheirOwnPassword() {
        api.iam("CreateLoginProfile", "UserName", "admin", "Password", "correct-Horse7");
        api.iam("ChangePassword", "OldPassword", "wrong", "NewPassword", "another-Horse7")
                .assertError(403, "AccessDenied", "The old password was incorrect.");
        api.iam("ChangePassword", "OldPassword", "correct-Horse7", "NewPassword", "another-Horse7")
                .xml("RequestId");
        api.iam("ChangePassword", "OldPassword", "correct-Horse7", "NewPassword", "third-Horse7")
                .assertError("AccessDenied");
    }
}
