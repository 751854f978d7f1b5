// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.authz;

import java.util.Optional;
import sallyport.policy.Evaluation;
import sallyport.server.authz.Requirement.AccessCheck;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Principal;

/** The answer of {@link Authorizer}. */
public sealed interface Decision {

    /**
     * Go on.
     *
     * @param by what allowed it; empty if no permission was needed
     */
    record Allowed(Optional<Evaluation> by) implements Decision {

        /** Which statement of which policy allowed it. Looked up when asked. */
        public String reason() {
            return by.map(Words::deciding).orElse("no permission is needed");
        }
    }

    /**
     * Refuse.
     *
     * @param check the first check that was not met
     * @param reason the end of AWS's sentence, {@code because no identity-based policy allows the ssm:StartSession action}; may be empty
     * @param explicit whether a statement denies it, so that no other one can allow it
     * @param by what was asked; empty if no policy was
     */
    record Denied(AccessCheck check, String reason, boolean explicit, Optional<Evaluation> by) implements Decision {

        /** A refusal that no policy could turn into permission. */
        public Denied(AccessCheck check, String reason) {
            this(check, reason, false, Optional.empty());
        }

        /** The sentence AWS says to the caller. */
        public String message(Caller caller) {
            if (caller.principal() instanceof Principal.Anonymous) {
                return "Not authorized to perform " + check.action();
            }
            String sentence = "User: " + caller.arn() + " is not authorized to perform: " + check.action()
                    + " on resource: " + check.resource();
            return reason.isEmpty() ? sentence : sentence + " " + reason;
        }

        /** For people who look after the policies: which statement denies it; empty if none does. Looked up when asked. */
        public String statement() {
            return explicit ? by.map(Words::deciding).orElse("") : "";
        }
    }

    default boolean allowed() {
        return this instanceof Allowed;
    }
}
