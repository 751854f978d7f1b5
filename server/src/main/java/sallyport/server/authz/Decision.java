// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.authz;

import sallyport.server.authz.Requirement.AccessCheck;
import sallyport.server.identity.Caller;

/** The answer of {@link Authorizer}. */
public sealed interface Decision {

    /**
     * Go on.
     *
     * @param reason the rule that allowed it, for the ledger and for {@code explain}
     */
    record Allowed(String reason) implements Decision {}

    /**
     * Refuse.
     *
     * @param check the first check that was not met
     * @param reason the end of AWS's sentence, {@code because no identity-based policy allows the ssm:StartSession action}
     */
    record Denied(AccessCheck check, String reason) implements Decision {

        /** The sentence AWS says to the caller. */
        public String message(Caller caller) {
            return "User: " + caller.arn() + " is not authorized to perform: " + check.action() + " on resource: "
                    + check.resource() + " " + reason;
        }
    }

    default boolean allowed() {
        return this instanceof Allowed;
    }
}
