// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sallyport.server.service.TestApi;
import sallyport.testkit.LeakCheck;

@ExtendWith(LeakCheck.class)
class AttachmentOperationsTest {
    private static final String DOCUMENT =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"ssm:*\",\"Resource\":\"*\"}}";
    private static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}}";

    private TestApi api;

    @BeforeEach
    void open(@TempDir Path directory) {
        api = new TestApi(directory);
    }

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"User", "Group", "Role"})
    void attachesAndDetaches(String kind) {
        make(kind);
        String arn = "arn:aws:iam::aws:policy/IAMReadOnlyAccess";
        api.iam("Attach" + kind + "Policy", kind + "Name", "x", "PolicyArn", arn)
                .xml("RequestId");
        api.iam("Attach" + kind + "Policy", kind + "Name", "x", "PolicyArn", arn)
                .xml("RequestId");
        assertThat(api.iam("ListAttached" + kind + "Policies", kind + "Name", "x")
                        .xml("PolicyArn"))
                .containsExactly(arn);
        api.iam("Delete" + kind, kind + "Name", "x")
                .assertError(409, "DeleteConflict", "Cannot delete entity, must detach all policies first.");
        api.iam("Detach" + kind + "Policy", kind + "Name", "x", "PolicyArn", arn)
                .xml("RequestId");
        api.iam("Detach" + kind + "Policy", kind + "Name", "x", "PolicyArn", arn)
                .assertError(404, "NoSuchEntity", "Policy " + arn + " was not found.");
        api.iam("Attach" + kind + "Policy", kind + "Name", "x", "PolicyArn", arn + "X")
                .assertError(404, "NoSuchEntity", "Policy " + arn + "X does not exist or is not attachable.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"User", "Group", "Role"})
    void keepsPoliciesOfOnesOwn(String kind) {
        make(kind);
        api.iam("Put" + kind + "Policy", kind + "Name", "x", "PolicyName", "own", "PolicyDocument", DOCUMENT)
                .xml("RequestId");
        assertThat(api.iam("List" + kind + "Policies", kind + "Name", "x").xml("member"))
                .containsExactly("own");
        assertThat(api.iam("Get" + kind + "Policy", kind + "Name", "x", "PolicyName", "own")
                        .xml("PolicyDocument")
                        .getFirst())
                .startsWith("%7B%22Version%22");
        api.iam("Put" + kind + "Policy", kind + "Name", "x", "PolicyName", "own", "PolicyDocument", "[]")
                .assertError(400, "MalformedPolicyDocument", "Syntax errors in policy.");
        api.iam("Delete" + kind, kind + "Name", "x")
                .assertError(409, "DeleteConflict", "Cannot delete entity, must delete policies first.");
        api.iam("Delete" + kind + "Policy", kind + "Name", "x", "PolicyName", "own")
                .xml("RequestId");
        api.iam("Get" + kind + "Policy", kind + "Name", "x", "PolicyName", "own")
                .assertError(
                        404,
                        "NoSuchEntity",
                        "The " + kind.toLowerCase(Locale.ROOT) + " policy with name own cannot be found.");
    }

    @Test
    void limitsHowLongAUsersOwnPoliciesAre() {
        make("User");
        api.iam(
                        "PutUserPolicy",
                        "UserName",
                        "x",
                        "PolicyName",
                        "own",
                        "PolicyDocument",
                        DOCUMENT.replace("ssm:*", "ssm:" + "x".repeat(2048)))
                .assertError(409, "LimitExceeded", "Maximum policy size of 2048 bytes exceeded for user x");
    }

    @Test
    void keepsTheLastAdministrator() {
        api.iam("DetachUserPolicy", "UserName", "admin", "PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess")
                .assertError(
                        409,
                        "DeleteConflict",
                        "Cannot remove the last administrator: nobody would be left who has AdministratorAccess and an active access key.");
    }

    private void make(String kind) {
        if (kind.equals("Role")) {
            api.iam("CreateRole", "RoleName", "x", "AssumeRolePolicyDocument", TRUST)
                    .xml("Arn");
        } else {
            api.iam("Create" + kind, kind + "Name", "x").xml("Arn");
        }
    }
}
