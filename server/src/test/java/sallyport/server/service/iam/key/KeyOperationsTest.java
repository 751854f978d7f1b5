// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sallyport.server.service.Reply;
import sallyport.server.service.TestApi;
import sallyport.testkit.LeakCheck;
import sallyport.wire.sigv4.Credentials;

@ExtendWith(LeakCheck.class)
class KeyOperationsTest {
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

    private TestApi.Caller keyOf(String user) {
        Reply key = api.iam("CreateAccessKey", "UserName", user);
        return api.accessKey(new Credentials(
                key.xml("AccessKeyId").getFirst(), key.xml("SecretAccessKey").getFirst(), Optional.empty()));
    }

    @Test
    void givesOutAKeyThatSignsUntilItIsSwitchedOff() {
        Reply made = api.iam("CreateAccessKey", "UserName", "alice");
        assertThat(made.xml("UserName")).containsExactly("alice");
        assertThat(made.xml("Status")).containsExactly("Active");
        assertThat(made.xml("SecretAccessKey").getFirst()).hasSize(40);
        String id = made.xml("AccessKeyId").getFirst();
        TestApi.Caller alice =
                api.accessKey(new Credentials(id, made.xml("SecretAccessKey").getFirst(), Optional.empty()));
        assertThat(whoIs(alice).xml("Arn")).containsExactly("arn:aws:iam::111122223333:user/alice");
        api.iam("UpdateAccessKey", "UserName", "alice", "AccessKeyId", id, "Status", "Inactive")
                .xml("RequestId");
        whoIs(alice).assertError("InvalidClientTokenId");
        Reply listed = api.iam("ListAccessKeys", "UserName", "alice");
        assertThat(listed.xml("AccessKeyId")).containsExactly(id);
        assertThat(listed.xml("Status")).containsExactly("Inactive");
        assertThat(listed.xml("SecretAccessKey")).isEmpty();
        api.iam("DeleteAccessKey", "UserName", "alice", "AccessKeyId", id).xml("RequestId");
        api.iam("DeleteAccessKey", "UserName", "alice", "AccessKeyId", id)
                .assertError(404, "NoSuchEntity", "The Access Key with id " + id + " cannot be found.");
    }

    private Reply whoIs(TestApi.Caller caller) {
        return api.query(caller, "sts", "2011-06-15", "GetCallerIdentity");
    }

    @Test
    void keepsTheSecretOffTheLedger() {
        String secret = api.iam("CreateAccessKey").xml("SecretAccessKey").getFirst();
        assertThat(api.ledger().toString()).contains("CreateAccessKey").doesNotContain(secret);
    }

    @Test
    void givesNobodyAThirdKey() {
        api.iam("CreateAccessKey", "UserName", "alice");
        api.iam("CreateAccessKey", "UserName", "alice");
        api.iam("CreateAccessKey", "UserName", "alice")
                .assertError(409, "LimitExceeded", "Cannot exceed quota for AccessKeysPerUser: 2");
        api.iam("CreateAccessKey", "UserName", "bob").assertError("NoSuchEntity");
    }

    @Test
    void letsNobodyElseMakeKeys() {
        TestApi.Caller alice = keyOf("alice");
        api.iam(alice, "CreateAccessKey", "UserName", "admin")
                .assertError(
                        403,
                        "AccessDenied",
                        "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: iam:CreateAccessKey on resource: "
                                + "arn:aws:iam::111122223333:user/admin because no identity-based policy allows the iam:CreateAccessKey action");
    }

    @Test
    void refusesToSwitchOffTheLastAdministrator() {
        String id = api.iam("ListAccessKeys").xml("AccessKeyId").getFirst();
        String text =
                "Cannot remove the last administrator: nobody would be left who has AdministratorAccess and an active access key.";
        api.iam("UpdateAccessKey", "AccessKeyId", id, "Status", "Inactive").assertError(409, "DeleteConflict", text);
        api.iam("DeleteAccessKey", "AccessKeyId", id).assertError(409, "DeleteConflict", text);
        api.iam("UpdateAccessKey", "AccessKeyId", id, "Status", "Expired").assertError("InvalidInput");
    }

    @Test
    void tellsWhenAKeyWasUsedLast() {
        String id = api.iam("CreateAccessKey", "UserName", "alice")
                .xml("AccessKeyId")
                .getFirst();
        Reply never = api.iam("GetAccessKeyLastUsed", "AccessKeyId", id);
        assertThat(never.xml("ServiceName")).containsExactly("N/A");
        assertThat(never.xml("LastUsedDate")).isEmpty();
        api.iam.keys().used(id, "ssm", "us-east-1");
        Reply used = api.iam("GetAccessKeyLastUsed", "AccessKeyId", id);
        assertThat(used.xml("UserName")).containsExactly("alice");
        assertThat(used.xml("ServiceName")).containsExactly("ssm");
        assertThat(used.xml("Region")).containsExactly("us-east-1");
        assertThat(used.xml("LastUsedDate")).containsExactly("2026-11-23T09:00:00Z");
        api.iam("GetAccessKeyLastUsed", "AccessKeyId", "AKIAAAAAAAAAAAAAAAAA").assertError("NoSuchEntity");
    }
}
