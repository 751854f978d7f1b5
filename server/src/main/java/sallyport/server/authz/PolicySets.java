// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.authz;

import sallyport.policy.PolicySet;
import sallyport.server.identity.Caller;

/** Knows the policies that count for a caller; {@link StoredPolicies} in the server. */
@FunctionalInterface
public interface PolicySets {
    PolicySet of(Caller caller);
}
