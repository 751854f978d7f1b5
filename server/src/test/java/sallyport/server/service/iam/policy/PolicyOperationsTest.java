// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.policy;

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
class PolicyOperationsTest {
    private static final String DOCUMENT =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"ssm:*\",\"Resource\":\"*\"}}";
    private static final String ARN = "arn:aws:iam::111122223333:policy/eng/Deploy";

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
    void makesAPolicyAndShowsIt() {
        long before = api.iam.changes().version();
        api.iam("CreatePolicy", "PolicyName", "Deploy", "Path", "/eng/", "PolicyDocument", DOCUMENT, "Description", "d")
                .xml("Arn")
                .forEach(arn -> assertThat(arn).isEqualTo(ARN));
        assertThat(api.iam.changes().version()).isGreaterThan(before);
        var shown = api.iam("GetPolicy", "PolicyArn", ARN);
        assertThat(shown.xml("PolicyId").getFirst()).matches("ANPA[A-Z2-7]{17}");
        assertThat(shown.xml("DefaultVersionId")).containsExactly("v1");
        assertThat(shown.xml("AttachmentCount")).containsExactly("0");
        assertThat(shown.xml("Description")).containsExactly("d");
        assertThat(api.iam("GetPolicyVersion", "PolicyArn", ARN, "VersionId", "v1")
                        .xml("Document")
                        .getFirst())
                .startsWith("%7B%22Version%22%3A%222012-10-17%22")
                .contains("ssm%3A%2A");
        api.iam("CreatePolicy", "PolicyName", "deploy", "PolicyDocument", DOCUMENT)
                .assertError(
                        409,
                        "EntityAlreadyExists",
                        "A policy called deploy already exists. Duplicate names are not allowed.");
    }

    @Test
    void refusesADocumentThatIsNoPolicy() {
        api.iam("CreatePolicy", "PolicyName", "p", "PolicyDocument", "{}")
                .assertError(400, "MalformedPolicyDocument", "Syntax errors in policy.");
        api.iam(
                        "CreatePolicy",
                        "PolicyName",
                        "p",
                        "PolicyDocument",
                        DOCUMENT.replace("ssm:*", "ssm:" + "x".repeat(6144)))
                .assertError(409, "LimitExceeded", "Cannot exceed quota for PolicySize: 6144");
    }

    @Test
    void keepsFiveVersionsAndTheOneInForce() {
        api.iam("CreatePolicy", "PolicyName", "Deploy", "Path", "/eng/", "PolicyDocument", DOCUMENT)
                .xml("Arn");
        for (int i = 2; i <= 5; i++) {
            assertThat(api.iam(
                                    "CreatePolicyVersion",
                                    "PolicyArn",
                                    ARN,
                                    "PolicyDocument",
                                    DOCUMENT,
                                    "SetAsDefault",
                                    "true")
                            .xml("VersionId"))
                    .containsExactly("v" + i);
        }
        api.iam("CreatePolicyVersion", "PolicyArn", ARN, "PolicyDocument", DOCUMENT)
                .assertError(
                        409,
                        "LimitExceeded",
                        "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.");
        api.iam("DeletePolicyVersion", "PolicyArn", ARN, "VersionId", "v5")
                .assertError(409, "DeleteConflict", "Cannot delete the default version of a policy.");
        api.iam("SetDefaultPolicyVersion", "PolicyArn", ARN, "VersionId", "v1").xml("RequestId");
        api.iam("DeletePolicyVersion", "PolicyArn", ARN, "VersionId", "v5").xml("RequestId");
        assertThat(api.iam("ListPolicyVersions", "PolicyArn", ARN).xml("VersionId"))
                .containsExactly("v4", "v3", "v2", "v1");
        assertThat(api.iam("CreatePolicyVersion", "PolicyArn", ARN, "PolicyDocument", DOCUMENT)
                        .xml("VersionId"))
                .containsExactly("v6");
        api.iam("GetPolicyVersion", "PolicyArn", ARN, "VersionId", "v5")
                .assertError(404, "NoSuchEntity", "Policy " + ARN + " version v5 does not exist or is not attachable.");
    }

    @Test
    void deletesWhatNobodyUses() {
        api.iam("CreatePolicy", "PolicyName", "Deploy", "Path", "/eng/", "PolicyDocument", DOCUMENT)
                .xml("Arn");
        api.iam("CreateUser", "UserName", "alice").xml("Arn");
        api.iam("AttachUserPolicy", "UserName", "alice", "PolicyArn", ARN).xml("RequestId");
        assertThat(api.iam("GetPolicy", "PolicyArn", ARN).xml("AttachmentCount"))
                .containsExactly("1");
        assertThat(api.iam("ListEntitiesForPolicy", "PolicyArn", ARN).xml("UserName"))
                .containsExactly("alice");
        assertThat(api.iam("ListPolicies", "OnlyAttached", "true", "Scope", "Local")
                        .xml("PolicyName"))
                .containsExactly("Deploy");
        api.iam("DeletePolicy", "PolicyArn", ARN)
                .assertError(409, "DeleteConflict", "Cannot delete a policy attached to entities.");
        api.iam("DetachUserPolicy", "UserName", "alice", "PolicyArn", ARN).xml("RequestId");
        api.iam("DeletePolicy", "PolicyArn", ARN).xml("RequestId");
        api.iam("GetPolicy", "PolicyArn", ARN).assertError(404, "NoSuchEntity", "Policy " + ARN + " was not found.");
    }

    @Test
    void showsThePoliciesOfAwsAndKeepsThem() {
        String arn = "arn:aws:iam::aws:policy/AdministratorAccess";
        assertThat(api.iam("GetPolicy", "PolicyArn", arn).xml("PolicyName")).containsExactly("AdministratorAccess");
        assertThat(api.iam("GetPolicyVersion", "PolicyArn", arn, "VersionId", "v1")
                        .xml("IsDefaultVersion"))
                .containsExactly("true");
        assertThat(api.iam("ListPolicies", "Scope", "AWS").xml("PolicyName"))
                .contains("AdministratorAccess", "AmazonSSMManagedInstanceCore");
        api.iam("DeletePolicy", "PolicyArn", arn)
                .assertError(403, "AccessDenied", "Policy is outside your own account.");
    }

    @Test
    void tagsAPolicy() {
        api.iam("CreatePolicy", "PolicyName", "Deploy", "Path", "/eng/", "PolicyDocument", DOCUMENT)
                .xml("Arn");
        api.iam("TagPolicy", "PolicyArn", ARN, "Tags.member.1.Key", "team", "Tags.member.1.Value", "sre")
                .xml("RequestId");
        assertThat(api.iam("ListPolicyTags", "PolicyArn", ARN).xml("Value")).containsExactly("sre");
        api.iam("UntagPolicy", "PolicyArn", ARN, "TagKeys.member.1", "TEAM").xml("RequestId");
        assertThat(api.iam("ListPolicyTags", "PolicyArn", ARN).xml("Key")).isEmpty();
    }
}
