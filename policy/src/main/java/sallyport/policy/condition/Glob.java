// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy.condition;

/**
 * A text in which {@code *} stands for any run of characters, none included, and {@code ?} for exactly one.
 *
 * <p>Matching never goes back further than to the last {@code *}: at most pattern × text steps, however many stars there are.
 */
public final class Glob {
    /*
     * Wildcards are encoded as two code points that are no characters, because the text put in for a variable is
     * literal: a user named "*" must not match everything. What holds one of the two itself is refused where it enters.
     */
    static final char ANY_RUN = '\uFFFF';
    static final char ANY_ONE = '\uFFFE';

    private enum Shape {
        EVERYTHING,
        EXACT,
        PREFIX,
        GENERAL
    }

    private final Shape shape;
    private final String encoded;

    private Glob(String encoded) {
        this.shape = shape(encoded);
        this.encoded = shape == Shape.PREFIX ? encoded.substring(0, encoded.length() - 1) : encoded;
    }

    /** The pattern in this text. */
    public static Glob of(String text) {
        return new Glob(encode(text));
    }

    static Glob ofEncoded(String encoded) {
        return new Glob(encoded);
    }

    static String encode(String text) {
        return text.replace('*', ANY_RUN).replace('?', ANY_ONE);
    }

    /** Whether the text can be part of a pattern: it holds neither of the two code points that stand for wildcards. */
    public static boolean isEncodable(String text) {
        return text.indexOf(ANY_RUN) < 0 && text.indexOf(ANY_ONE) < 0;
    }

    private static Shape shape(String encoded) {
        int first = firstWildcard(encoded);
        if (first < 0) {
            return Shape.EXACT;
        }
        boolean onlyLast = first == encoded.length() - 1 && encoded.charAt(first) == ANY_RUN;
        if (!onlyLast) {
            return Shape.GENERAL;
        }
        return first == 0 ? Shape.EVERYTHING : Shape.PREFIX;
    }

    private static int firstWildcard(String encoded) {
        for (int i = 0; i < encoded.length(); i++) {
            if (encoded.charAt(i) == ANY_RUN || encoded.charAt(i) == ANY_ONE) {
                return i;
            }
        }
        return -1;
    }

    /** Whether it has no wildcard at all. */
    public boolean isExact() {
        return shape == Shape.EXACT;
    }

    /** Whether it is {@code *}. */
    public boolean isEverything() {
        return shape == Shape.EVERYTHING;
    }

    /** Whether the whole text is covered. */
    public boolean matches(String text) {
        return switch (shape) {
            case EVERYTHING -> true;
            case EXACT -> encoded.equals(text);
            case PREFIX -> text.startsWith(encoded);
            case GENERAL -> matches(encoded, text, 0, text.length());
        };
    }

    static boolean matches(String encoded, String text, int start, int end) {
        int pattern = 0;
        int at = start;
        int lastRun = -1;
        int runEnd = start;
        while (at < end) {
            char wanted = pattern < encoded.length() ? encoded.charAt(pattern) : 0;
            if (wanted == ANY_RUN) {
                lastRun = pattern++;
                runEnd = at;
            } else if (pattern < encoded.length() && (wanted == ANY_ONE || wanted == text.charAt(at))) {
                pattern++;
                at++;
            } else if (lastRun >= 0) {
                pattern = lastRun + 1;
                at = ++runEnd;
            } else {
                return false;
            }
        }
        while (pattern < encoded.length() && encoded.charAt(pattern) == ANY_RUN) {
            pattern++;
        }
        return pattern == encoded.length();
    }
}
