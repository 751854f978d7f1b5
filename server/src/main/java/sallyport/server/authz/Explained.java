// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.authz;

import java.util.List;

/**
 * A decision taken apart, in words for people.
 *
 * @param decision as SimulatePrincipalPolicy calls it: {@code allowed}, {@code explicitDeny} or {@code implicitDeny}
 * @param deciding the statements that allow it or deny it
 * @param nearMisses statements about this action that do not apply, each with the reason
 * @param missingKeys keys that conditions ask for and the request does not have
 */
public record Explained(String decision, List<String> deciding, List<String> nearMisses, List<String> missingKeys) {
    public boolean allowed() {
        return decision.equals("allowed");
    }
}
