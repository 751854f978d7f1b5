// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy;

import java.util.List;

/**
 * Why it came out so.
 *
 * @param matched the statements that decided: those that deny, or those that allow; none if nothing allows it
 * @param nearMisses statements that allow this action but did not apply; only if the request was not allowed
 * @param missingKeys keys the request does not have and statements on this action and resource ask for, as written, in alphabetical order
 */
public record Explanation(List<Match> matched, List<NearMiss> nearMisses, List<String> missingKeys) {
    public Explanation {
        matched = List.copyOf(matched);
        nearMisses = List.copyOf(nearMisses);
        missingKeys = List.copyOf(missingKeys);
    }

    /** A statement and where it comes from. */
    public record Match(Layer layer, PolicySource source, Statement statement) {}

    /** A statement that would have allowed it, and the first thing that kept it from applying. */
    public record NearMiss(Layer layer, PolicySource source, Statement statement, Failure failure) {}

    /** What kept a statement from applying. */
    public sealed interface Failure {

        /** It is about somebody else. */
        record Principal() implements Failure {}

        /** It is about something else. */
        record Resource() implements Failure {}

        /** These conditions do not hold; at least one. */
        record Conditions(List<FailedCondition> conditions) implements Failure {
            public Conditions {
                conditions = List.copyOf(conditions);
            }
        }
    }

    /**
     * A condition that does not hold.
     *
     * @param operator as written, {@code StringLike}
     * @param key as written
     * @param wanted the values of the policy, as written
     * @param found the values of the request; none if it does not have the key
     */
    public record FailedCondition(String operator, String key, List<String> wanted, List<String> found) {
        public FailedCondition {
            wanted = List.copyOf(wanted);
            found = List.copyOf(found);
        }
    }
}
