// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.account;

import java.util.Map;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.AccountSettings;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.IamOperation;

/** Counts what there is, and what there may be. */
public final class GetAccountSummary extends IamOperation<Nothing, Nothing, GetAccountSummary.Response> {
    /** Numbers by AWS's names for them. */
    public record Response(Map<String, Integer> summaryMap) {}

    private final Home home;
    private final AccountSettings account;

    GetAccountSummary(Home home, AccountSettings account) {
        super("GetAccountSummary", Nothing.class, READS);
        this.home = home;
        this.account = account;
    }

    @Override
    public Plan<Nothing> plan(Nothing request, Caller caller) {
        return Plan.of(Requirement.of(action(), home.globalArn("iam", "*")));
    }

    @Override
    protected Response carryOut(Nothing request, Nothing resolved, Call call) {
        return new Response(account.summary());
    }
}
