// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy.condition;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One value of a condition in a policy, read once when the policy is. */
sealed interface Operand {

    /** Compares it with one value of the request. */
    Answer compare(String value, Context context);

    /** The keys of variables in it. */
    default void forEachKey(Consumer<String> action) {}

    /** How numbers and dates are compared: the request's value stands left. */
    enum Relation {
        EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL;

        Answer of(int comparison) {
            return Answer.of(
                    switch (this) {
                        case EQUAL -> comparison == 0;
                        case LESS -> comparison < 0;
                        case LESS_OR_EQUAL -> comparison <= 0;
                        case GREATER -> comparison > 0;
                        case GREATER_OR_EQUAL -> comparison >= 0;
                    });
        }
    }

    record Text(Template template) implements Operand {
        @Override
        public Answer compare(String value, Context context) {
            return template.match(value, context);
        }

        @Override
        public void forEachKey(Consumer<String> action) {
            template.forEachKey(action);
        }
    }

    /** Six parts, each with wildcards of its own. Fewer are no ARN and never match anything. */
    record Arn(List<Template> parts) implements Operand {
        private static final int PARTS = 6;

        static Arn of(String text, boolean variables) {
            return new Arn(Template.like(text, variables).split(PARTS));
        }

        @Override
        public Answer compare(String value, Context context) {
            if (parts.size() < PARTS) {
                return Answer.UNREADABLE;
            }
            Answer answer = Answer.MATCH;
            int start = 0;
            for (int part = 0; part < PARTS; part++) {
                int colon = value.indexOf(':', start);
                if (part < PARTS - 1 && colon < 0) {
                    return Answer.UNREADABLE;
                }
                int end = part < PARTS - 1 ? colon : value.length();
                Answer ofPart = parts.get(part).matchPart(value, start, end, context);
                if (ofPart == Answer.UNREADABLE) {
                    return Answer.UNREADABLE;
                }
                answer = ofPart == Answer.DIFFERENT ? Answer.DIFFERENT : answer;
                start = end + 1;
            }
            return answer;
        }

        @Override
        public void forEachKey(Consumer<String> action) {
            parts.forEach(part -> part.forEachKey(action));
        }
    }

    record Decimal(@Nullable BigDecimal wanted, Relation relation) implements Operand {
        /** Longer ones are refused: nobody needs them, and reading digits costs the square of their count. */
        private static final int MAX_LENGTH = 64;

        static Decimal of(String text, Relation relation) {
            return new Decimal(read(text), relation);
        }

        private static @Nullable BigDecimal read(String text) {
            if (text.length() > MAX_LENGTH || !text.chars().allMatch(Decimal::isOfNumber)) {
                return null;
            }
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException e) {
                return null;
            }
        }

        /** BigDecimal also takes the digits of other scripts. */
        private static boolean isOfNumber(int c) {
            return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
        }

        @Override
        public Answer compare(String value, Context context) {
            BigDecimal given = wanted == null ? null : read(value);
            return wanted == null || given == null ? Answer.UNREADABLE : relation.of(given.compareTo(wanted));
        }
    }

    record Moment(@Nullable Instant wanted, Relation relation) implements Operand {
        static Moment of(String text, Relation relation) {
            return new Moment(Moments.read(text), relation);
        }

        @Override
        public Answer compare(String value, Context context) {
            Instant given = wanted == null ? null : Moments.read(value);
            return wanted == null || given == null ? Answer.UNREADABLE : relation.of(given.compareTo(wanted));
        }
    }

    record Flag(@Nullable Boolean wanted) implements Operand {
        static Flag of(String text) {
            return new Flag(read(text));
        }

        private static @Nullable Boolean read(String text) {
            return switch (Fold.lower(text)) {
                case "true" -> Boolean.TRUE;
                case "false" -> Boolean.FALSE;
                default -> null;
            };
        }

        boolean isWanted(boolean value) {
            return wanted != null && wanted == value;
        }

        @Override
        public Answer compare(String value, Context context) {
            Boolean given = read(value);
            return wanted == null || given == null ? Answer.UNREADABLE : Answer.of(wanted.equals(given));
        }
    }

    record Network(@Nullable IpRange range) implements Operand {
        static Network of(String text) {
            return new Network(IpRange.read(text));
        }

        @Override
        public Answer compare(String value, Context context) {
            IpRange given = range == null ? null : IpRange.readAddress(value);
            return range == null || given == null ? Answer.UNREADABLE : Answer.of(range.contains(given));
        }
    }

    /** Bytes as Base64. */
    record Bytes(@Nullable ByteBuffer wanted) implements Operand {
        static Bytes of(String text) {
            return new Bytes(read(text));
        }

        private static @Nullable ByteBuffer read(String text) {
            try {
                return ByteBuffer.wrap(Base64.getDecoder().decode(text));
            } catch (IllegalArgumentException e) {
                return null;
            }
        }

        @Override
        public Answer compare(String value, Context context) {
            ByteBuffer given = wanted == null ? null : read(value);
            return wanted == null || given == null ? Answer.UNREADABLE : Answer.of(wanted.equals(given));
        }
    }
}
