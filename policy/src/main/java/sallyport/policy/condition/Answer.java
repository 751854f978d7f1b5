// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy.condition;

/** What comparing one value of a request with one value of a policy gives. */
public enum Answer {
    /** They agree. */
    MATCH,
    /** Both can be read and they do not agree. */
    DIFFERENT,
    /**
     * One of them makes no sense for the operator, or a variable has no value. SECURITY: neither an operator nor its negation holds
     * then, so a text nobody can read is never a reason to allow.
     */
    UNREADABLE;

    static Answer of(boolean match) {
        return match ? MATCH : DIFFERENT;
    }
}
