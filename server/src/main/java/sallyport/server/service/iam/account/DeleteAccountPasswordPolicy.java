// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.account;

import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.AccountSettings;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.IamOperation;

/** Goes back to AWS's default for passwords of users. */
public final class DeleteAccountPasswordPolicy extends IamOperation<Nothing, Nothing, Nothing> {
    private final Home home;
    private final AccountSettings account;

    DeleteAccountPasswordPolicy(Home home, AccountSettings account) {
        super("DeleteAccountPasswordPolicy", Nothing.class, CHANGES);
        this.home = home;
        this.account = account;
    }

    @Override
    public Plan<Nothing> plan(Nothing request, Caller caller) {
        return Plan.of(Requirement.of(action(), home.globalArn("iam", "*")));
    }

    @Override
    protected Nothing carryOut(Nothing request, Nothing resolved, Call call) {
        account.deletePasswordPolicy();
        return Nothing.NOTHING;
    }
}
