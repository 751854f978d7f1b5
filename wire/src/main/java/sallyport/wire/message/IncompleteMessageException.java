// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A member that the protocol requires is missing; carries its name out of a record's constructor, never a value. */
final class IncompleteMessageException extends IllegalArgumentException {
    private final String reason;

    private IncompleteMessageException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }

    static <T> T require(@Nullable T value, String member) {
        if (value == null) {
            throw new IncompleteMessageException("%s is missing".formatted(member));
        }
        return value;
    }

    static String requireText(@Nullable String value, String member) {
        String text = require(value, member);
        if (text.isEmpty()) {
            throw new IncompleteMessageException("%s is empty".formatted(member));
        }
        return text;
    }

    static <T> List<T> requireElements(@Nullable List<T> values, String member) {
        List<T> present = require(values, member);
        for (T value : present) {
            require(value, member);
        }
        return present;
    }

    static void requireRange(int value, int min, int max, String member) {
        if (value < min || value > max) {
            throw new IncompleteMessageException("%s is not between %d and %d".formatted(member, min, max));
        }
    }
}
