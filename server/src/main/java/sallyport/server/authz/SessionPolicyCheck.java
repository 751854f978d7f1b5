// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.authz;

import java.util.Optional;
import sallyport.policy.MalformedPolicyException;
import sallyport.policy.Policy;
import sallyport.policy.PolicyKind;

/** Looks at a policy that is to go with a session before anybody gets one. */
public final class SessionPolicyCheck {
    private SessionPolicyCheck() {}

    /** What AWS says is wrong with it; empty if nothing is. */
    public static Optional<String> problem(String json) {
        try {
            Policy.parse(json, PolicyKind.SESSION);
            return Optional.empty();
        } catch (MalformedPolicyException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
