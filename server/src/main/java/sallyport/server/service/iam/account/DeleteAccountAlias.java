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

/** Takes the account's name for people away. */
public final class DeleteAccountAlias extends IamOperation<DeleteAccountAlias.Request, Nothing, Nothing> {
    /** The name. */
    public record Request(String accountAlias) {}

    private final Home home;
    private final AccountSettings account;

    DeleteAccountAlias(Home home, AccountSettings account) {
        super("DeleteAccountAlias", Request.class, CHANGES);
        this.home = home;
        this.account = account;
    }

    @Override
    public Plan<Nothing> plan(Request request, Caller caller) {
        return Plan.of(Requirement.of(action(), home.globalArn("iam", "*")));
    }

    @Override
    protected Nothing carryOut(Request request, Nothing resolved, Call call) {
        account.deleteAlias(request.accountAlias());
        return Nothing.NOTHING;
    }
}
