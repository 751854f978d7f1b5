// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sallyport.server.service.TestApi;
import sallyport.testkit.LeakCheck;

@ExtendWith(LeakCheck.class)
class RoleOperationsTest {
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

    @Test
    void makesARoleAndChangesIt() {
        assertThat(api.iam("CreateRole", "RoleName", "Ops", "Path", "/eng/", "AssumeRolePolicyDocument", TRUST)
                        .xml("Arn"))
                .containsExactly("arn:aws:iam::111122223333:role/eng/Ops");
        var shown = api.iam("GetRole", "RoleName", "ops");
        assertThat(shown.xml("RoleId").getFirst()).matches("AROA[A-Z2-7]{17}");
        assertThat(shown.xml("MaxSessionDuration")).containsExactly("3600");
        assertThat(shown.xml("AssumeRolePolicyDocument").getFirst()).contains("sts%3AAssumeRole");
        api.iam("UpdateRole", "RoleName", "Ops", "Description", "new", "MaxSessionDuration", "7200")
                .xml("RequestId");
        assertThat(api.iam("GetRole", "RoleName", "Ops").xml("MaxSessionDuration"))
                .containsExactly("7200");
        assertThat(api.iam("GetRole", "RoleName", "Ops").xml("Description")).containsExactly("new");
        assertThat(api.iam("ListRoles").xml("RoleName")).containsExactly("Ops", "SallyportNode");
        api.iam("DeleteRole", "RoleName", "Ops").xml("RequestId");
        api.iam("GetRole", "RoleName", "Ops")
                .assertError(404, "NoSuchEntity", "The role with name Ops cannot be found.");
    }

    @Test
    void trustsNobodyWhoDoesNotExist() {
        String trust =
                TRUST.replace("\"Service\":\"ec2.amazonaws.com\"", "\"AWS\":\"arn:aws:iam::111122223333:user/eve\"");
        api.iam("CreateRole", "RoleName", "Ops", "AssumeRolePolicyDocument", trust)
                .assertError(
                        400,
                        "MalformedPolicyDocument",
                        "Invalid principal in policy: &quot;AWS&quot;:&quot;arn:aws:iam::111122223333:user/eve&quot;");
        api.iam("CreateUser", "UserName", "eve").xml("Arn");
        api.iam("CreateRole", "RoleName", "Ops", "AssumeRolePolicyDocument", trust)
                .xml("Arn");
        api.iam("UpdateAssumeRolePolicy", "RoleName", "Ops", "PolicyDocument", DOCUMENT)
                .assertError("MalformedPolicyDocument");
    }

    @Test
    void limitsARoleByABoundary() {
        api.iam("CreateRole", "RoleName", "Ops", "AssumeRolePolicyDocument", TRUST)
                .xml("Arn");
        String arn = "arn:aws:iam::aws:policy/IAMReadOnlyAccess";
        api.iam("PutRolePermissionsBoundary", "RoleName", "Ops", "PermissionsBoundary", arn)
                .xml("RequestId");
        assertThat(api.iam("GetRole", "RoleName", "Ops").xml("PermissionsBoundaryArn"))
                .containsExactly(arn);
        assertThat(api.iam("GetPolicy", "PolicyArn", arn).xml("PermissionsBoundaryUsageCount"))
                .containsExactly("1");
        api.iam("PutRolePermissionsBoundary", "RoleName", "Ops", "PermissionsBoundary", arn + "X")
                .assertError(404, "NoSuchEntity", "Policy " + arn + "X does not exist or is not attachable.");
        api.iam("DeleteRolePermissionsBoundary", "RoleName", "Ops").xml("RequestId");
        assertThat(api.iam("GetRole", "RoleName", "Ops").xml("PermissionsBoundaryArn"))
                .isEmpty();
    }

    @Test
    void tagsARole() {
        api.iam("CreateRole", "RoleName", "Ops", "AssumeRolePolicyDocument", TRUST)
                .xml("Arn");
        api.iam("TagRole", "RoleName", "Ops", "Tags.member.1.Key", "team", "Tags.member.1.Value", "sre")
                .xml("RequestId");
        assertThat(api.iam("ListRoleTags", "RoleName", "Ops").xml("Value")).containsExactly("sre");
        api.iam("UntagRole", "RoleName", "Ops", "TagKeys.member.1", "team").xml("RequestId");
        assertThat(api.iam("ListRoleTags", "RoleName", "Ops").xml("Key")).isEmpty();
    }
}
