// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws.shape;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The form of a value in a service model. */
public sealed interface Shape {

    /** As the model calls it. */
    String name();

    /** Whether values are secrets: shown to nobody but their recipient. */
    default boolean sensitive() {
        return false;
    }

    /** Named members, in the model's order. */
    record Structure(String name, Map<String, Member> members, Set<String> required) implements Shape {}

    /**
     * Elements of one shape.
     *
     * @param flattened in query protocols they stand directly under the list's name
     */
    record ListShape(String name, Member element, Range length, boolean flattened) implements Shape {}

    /**
     * Values by key.
     *
     * @param flattened as for lists
     */
    record MapShape(String name, Member key, Member value, Range length, boolean flattened) implements Shape {}

    /**
     * Text.
     *
     * @param length in code points
     * @param values the allowed values in the model's order, empty if all are
     */
    record StringShape(
            String name, Range length, @Nullable PatternConstraint pattern, List<String> values, boolean sensitive)
            implements Shape {}

    /** A number whose value lies in the range. */
    record NumberShape(String name, NumberKind kind, Range range) implements Shape {}

    record BooleanShape(String name) implements Shape {}

    /** A moment; null stands for the protocol's own way to write it. */
    record TimestampShape(String name, @Nullable TimestampFormat format) implements Shape {}

    /** Bytes, and how many there may be. */
    record BlobShape(String name, Range length, boolean sensitive) implements Shape {}

    /** The numbers models tell apart. */
    enum NumberKind {
        INTEGER,
        LONG,
        FLOAT,
        DOUBLE
    }

    /** How a timestamp is written. */
    enum TimestampFormat {
        /** Seconds since 1970 as a JSON number with up to three decimals. */
        UNIX,
        /** {@code 2015-08-30T12:36:00Z}. */
        ISO8601,
        /** {@code Sun, 30 Aug 2015 12:36:00 GMT}. */
        RFC822
    }

    /** Bounds, both included; null where there is none. */
    record Range(@Nullable Long min, @Nullable Long max) {
        public static final Range ANY = new Range(null, null);
    }
}
