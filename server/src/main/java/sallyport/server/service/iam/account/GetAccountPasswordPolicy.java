// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.account;

import java.util.Optional;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.AccountSettings;
import sallyport.server.iam.credential.PasswordPolicy;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.IamErrors;
import sallyport.server.service.iam.IamOperation;

/** Shows what passwords of users must be. */
public final class GetAccountPasswordPolicy extends IamOperation<Nothing, Nothing, GetAccountPasswordPolicy.Response> {
    /** The policy. */
    public record Response(Form passwordPolicy) {}

    /** A password policy as IAM's API writes it. */
    public record Form(
            int minimumPasswordLength,
            boolean requireSymbols,
            boolean requireNumbers,
            boolean requireUppercaseCharacters,
            boolean requireLowercaseCharacters,
            boolean allowUsersToChangePassword,
            boolean expirePasswords,
            Optional<Integer> maxPasswordAge,
            Optional<Integer> passwordReusePrevention,
            boolean hardExpiry) {}

    private final Home home;
    private final AccountSettings account;

    GetAccountPasswordPolicy(Home home, AccountSettings account) {
        super("GetAccountPasswordPolicy", Nothing.class, READS);
        this.home = home;
        this.account = account;
    }

    @Override
    public Plan<Nothing> plan(Nothing request, Caller caller) {
        return Plan.of(Requirement.of(action(), home.globalArn("iam", "*")));
    }

    @Override
    protected Response carryOut(Nothing request, Nothing resolved, Call call) {
        PasswordPolicy policy = account.passwordPolicy()
                .orElseThrow(() -> IamErrors.noSuchPasswordPolicy(home.account().digits()));
        PasswordPolicy.Kinds kinds = policy.kinds();
        return new Response(new Form(
                policy.minimumLength(),
                kinds.symbols(),
                kinds.numbers(),
                kinds.upperCase(),
                kinds.lowerCase(),
                policy.usersMayChange(),
                policy.maxAgeDays() > 0,
                policy.maxAgeDays() > 0 ? Optional.of(policy.maxAgeDays()) : Optional.empty(),
                policy.reusePrevention() > 0 ? Optional.of(policy.reusePrevention()) : Optional.empty(),
                policy.hardExpiry()));
    }
}
