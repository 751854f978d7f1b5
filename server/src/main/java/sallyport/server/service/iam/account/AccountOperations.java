// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.account;

import java.util.List;
import sallyport.server.aws.Operation;
import sallyport.server.iam.AccountSettings;
import sallyport.server.iam.Iam;
import sallyport.server.identity.Home;

/** The operations on the account that there are. */
public final class AccountOperations {
    private AccountOperations() {}

    public static List<Operation<?, ?, ?>> all(Home home, Iam iam) {
        AccountSettings account = iam.account();
        return List.of(
                new CreateAccountAlias(home, account),
                new DeleteAccountAlias(home, account),
                new ListAccountAliases(home, account),
                new GetAccountSummary(home, account),
                new GetAccountPasswordPolicy(home, account),
                new UpdateAccountPasswordPolicy(home, account),
                new DeleteAccountPasswordPolicy(home, account),
                new GenerateCredentialReport(home, iam.credentialReports()),
                new GetCredentialReport(home, iam.credentialReports()));
    }
}
