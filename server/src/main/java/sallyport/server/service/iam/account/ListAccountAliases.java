// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.account;

import java.util.List;
import java.util.Optional;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.AccountSettings;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.IamOperation;

/** Shows the account's name for people; there is one at most. */
public final class ListAccountAliases
        extends IamOperation<ListAccountAliases.Request, Nothing, ListAccountAliases.Response> {
    /** Needs nothing: one page has them all. */
    public record Request(Optional<String> marker, Optional<Integer> maxItems) {}

    /** All of them. */
    public record Response(List<String> accountAliases, boolean isTruncated) {}

    private final Home home;
    private final AccountSettings account;

    ListAccountAliases(Home home, AccountSettings account) {
        super("ListAccountAliases", Request.class, READS);
        this.home = home;
        this.account = account;
    }

    @Override
    public Plan<Nothing> plan(Request request, Caller caller) {
        return Plan.of(Requirement.of(action(), home.globalArn("iam", "*")));
    }

    @Override
    protected Response carryOut(Request request, Nothing resolved, Call call) {
        return new Response(account.alias().stream().toList(), false);
    }
}
