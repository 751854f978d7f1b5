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
import sallyport.server.service.iam.IamOperation;

/** Says what passwords of users must be from now on. What is not given gets its default. */
public final class UpdateAccountPasswordPolicy
        extends IamOperation<UpdateAccountPasswordPolicy.Request, Nothing, Nothing> {
    private static final int DEFAULT_LENGTH = 6;

    /** What to demand. */
    public record Request(
            Optional<Integer> minimumPasswordLength,
            Optional<Boolean> requireSymbols,
            Optional<Boolean> requireNumbers,
            Optional<Boolean> requireUppercaseCharacters,
            Optional<Boolean> requireLowercaseCharacters,
            Optional<Boolean> allowUsersToChangePassword,
            Optional<Integer> maxPasswordAge,
            Optional<Integer> passwordReusePrevention,
            Optional<Boolean> hardExpiry) {}

    private final Home home;
    private final AccountSettings account;

    UpdateAccountPasswordPolicy(Home home, AccountSettings account) {
        super("UpdateAccountPasswordPolicy", Request.class, CHANGES);
        this.home = home;
        this.account = account;
    }

    @Override
    public Plan<Nothing> plan(Request request, Caller caller) {
        return Plan.of(Requirement.of(action(), home.globalArn("iam", "*")));
    }

    @Override
    protected Nothing carryOut(Request request, Nothing resolved, Call call) {
        account.setPasswordPolicy(new PasswordPolicy(
                request.minimumPasswordLength().orElse(DEFAULT_LENGTH),
                new PasswordPolicy.Kinds(
                        request.requireSymbols().orElse(false),
                        request.requireNumbers().orElse(false),
                        request.requireUppercaseCharacters().orElse(false),
                        request.requireLowercaseCharacters().orElse(false)),
                request.allowUsersToChangePassword().orElse(false),
                request.maxPasswordAge().orElse(0),
                request.passwordReusePrevention().orElse(0),
                request.hardExpiry().orElse(false)));
        return Nothing.NOTHING;
    }
}
