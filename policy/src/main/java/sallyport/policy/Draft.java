// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document whose JSON has the right shape; nothing is known yet of what it says.
 *
 * @param version null if it has none
 */
record Draft(@Nullable String version, List<DraftStatement> statements) {

    /** A statement whose parts are there or not. */
    record DraftStatement(
            Statement.Place place,
            String effect,
            @Nullable DraftPrincipals principals,
            @Nullable Values actions,
            @Nullable Values resources,
            List<DraftCondition> conditions) {}

    /**
     * An element that has a Not form.
     *
     * @param negated whether this is the Not form
     */
    record Values(boolean negated, List<String> values) {}

    /**
     * Principal or NotPrincipal.
     *
     * @param byType null if it is {@code "*"}
     */
    record DraftPrincipals(boolean negated, @Nullable Map<String, List<String>> byType) {}

    /** One key of one operator. */
    record DraftCondition(String operator, String key, List<String> values) {}
}
