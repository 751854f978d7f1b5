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

/** Gives the account another name for people. */
public final class CreateAccountAlias extends IamOperation<CreateAccountAlias.Request, Nothing, Nothing> {
    /** The name. */
    public record Request(String accountAlias) {}

    private final Home home;
    private final AccountSettings account;

    CreateAccountAlias(Home home, AccountSettings account) {
        super("CreateAccountAlias", Request.class, CHANGES);
        this.home = home;
        this.account = account;
    }

    @Override
    public Plan<Nothing> plan(Request request, Caller caller) {
        return Plan.of(Requirement.of(action(), home.globalArn("iam", "*")));
    }

    @Override
    protected Nothing carryOut(Request request, Nothing resolved, Call call) {
        account.setAlias(request.accountAlias());
        return Nothing.NOTHING;
    }
}
