// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy;

import java.util.Optional;

/** Who asks, as the Principal element of a policy knows them. */
public sealed interface Requester {

    /** The account itself, by its twelve digits. */
    record Root(String account) implements Requester {}

    /**
     * An IAM user.
     *
     * @param id AIDA…, which outlives a change of name and is never given again
     */
    record User(String arn, String id) implements Requester {}

    /**
     * Somebody who assumed a role.
     *
     * @param arn {@code arn:aws:sts::A:assumed-role/Role/Session}
     * @param roleArn with the role's path
     * @param roleId AROA…
     */
    record RoleSession(String arn, String roleArn, String roleId) implements Requester {}

    /** Somebody with credentials of GetFederationToken. */
    record FederatedUser(String arn) implements Requester {}

    /** A service on its own behalf, {@code ec2.amazonaws.com}. */
    record Service(String name) implements Requester {}

    /** Somebody whom an identity provider vouches for, by the provider's ARN; asks to assume a role. */
    record WebIdentity(String provider) implements Requester {}

    /** Somebody who signed nothing. */
    record Anonymous() implements Requester {}

    /** The account of the requester, empty for those who have none. */
    default Optional<String> accountId() {
        return switch (this) {
            case Root(var account) -> Optional.of(account);
            case User(var arn, var _) -> ResourceNames.account(arn);
            case RoleSession(var arn, var _, var _) -> ResourceNames.account(arn);
            case FederatedUser(var arn) -> ResourceNames.account(arn);
            case Service _, WebIdentity _, Anonymous _ -> Optional.empty();
        };
    }
}
