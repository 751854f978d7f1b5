// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sallyport.server.service.Reply;
import sallyport.server.service.TestApi;
import sallyport.testkit.LeakCheck;

@ExtendWith(LeakCheck.class)
class AccountOperationsTest {
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
    void givesTheAccountOneAlias() {
        api.iam("CreateAccountAlias", "AccountAlias", "corp").xml("RequestId");
        api.iam("CreateAccountAlias", "AccountAlias", "corp")
                .assertError(409, "EntityAlreadyExists", "The account alias corp already exists.");
        api.iam("CreateAccountAlias", "AccountAlias", "corp-2").xml("RequestId");
        assertThat(api.iam("ListAccountAliases").body())
                .contains("<member>corp-2</member>")
                .doesNotContain(">corp<");
        api.iam("DeleteAccountAlias", "AccountAlias", "corp").assertError("NoSuchEntity");
        api.iam("DeleteAccountAlias", "AccountAlias", "corp-2").xml("RequestId");
        assertThat(api.iam("ListAccountAliases").xml("member")).isEmpty();
        api.iam("CreateAccountAlias", "AccountAlias", "A b").assertError("ValidationError");
    }

    @Test
    void keepsAPasswordPolicy() {
        api.iam("GetAccountPasswordPolicy")
                .assertError(404, "NoSuchEntity", "The Password Policy with domain name 111122223333 cannot be found.");
        api.iam(
                        "UpdateAccountPasswordPolicy",
                        "MinimumPasswordLength",
                        "14",
                        "RequireSymbols",
                        "true",
                        "MaxPasswordAge",
                        "90")
                .xml("RequestId");
        Reply policy = api.iam("GetAccountPasswordPolicy");
        assertThat(policy.xml("MinimumPasswordLength")).containsExactly("14");
        assertThat(policy.xml("RequireSymbols")).containsExactly("true");
        assertThat(policy.xml("RequireNumbers")).containsExactly("false");
        assertThat(policy.xml("ExpirePasswords")).containsExactly("true");
        assertThat(policy.xml("MaxPasswordAge")).containsExactly("90");
        assertThat(policy.xml("PasswordReusePrevention")).isEmpty();
        api.iam("CreateLoginProfile", "UserName", "alice", "Password", "correctHorse77")
                .assertError(400, "PasswordPolicyViolation", "Password should have at least one symbol");
        api.iam("UpdateAccountPasswordPolicy");
        assertThat(api.iam("GetAccountPasswordPolicy").xml("MinimumPasswordLength"))
                .containsExactly("6");
        api.iam("DeleteAccountPasswordPolicy").xml("RequestId");
        api.iam("DeleteAccountPasswordPolicy").assertError("NoSuchEntity");
    }

    @Test
    void countsWhatThereIs() {
        String summary = api.iam("GetAccountSummary").body();
        assertThat(summary)
                .contains("<entry><key>Users</key><value>2</value></entry>")
                .contains("<entry><key>UsersQuota</key><value>5000</value></entry>")
                .contains("<entry><key>Roles</key><value>1</value></entry>");
    }

    @Test
    void reportsTheStateOfAllCredentials() {
        api.iam("GetCredentialReport").assertError(410, "ReportNotPresent", "Credential report is not present.");
        api.iam("CreateUser", "UserName", "a,b");
        assertThat(api.iam("GenerateCredentialReport").xml("State")).containsExactly("STARTED");
        assertThat(api.iam("GenerateCredentialReport").xml("State")).containsExactly("COMPLETE");
        Reply report = api.iam("GetCredentialReport");
        assertThat(report.xml("ReportFormat")).containsExactly("text/csv");
        String csv = new String(Base64.getDecoder().decode(report.xml("Content").getFirst()), UTF_8);
        assertThat(csv.lines()).hasSize(4);
        assertThat(csv.lines().findFirst().orElseThrow()).startsWith("user,arn,user_creation_time,password_enabled,");
        assertThat(csv)
                .contains("\"a,b\",\"arn:aws:iam::111122223333:user/a,b\",")
                .contains(
                        "\nadmin,arn:aws:iam::111122223333:user/admin,2026-11-23T09:00:00+00:00,false,N/A,N/A,N/A,false,"
                                + "true,2026-11-23T09:00:00+00:00,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A");
    }
}
