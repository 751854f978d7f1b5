// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A text of a policy with wildcards and variables: {@code arn:aws:ssm:*:*:session/${aws:username}-*}.
 *
 * <p>${key} stands for the one value of that key, ${key, 'default'} has something to fall back on, and ${*}, ${?}, ${$} stand for the
 * characters themselves. What is put in is literal. A variable without a value makes the whole text unreadable.
 */
public final class Template {
    private static final String OPEN = "${";
    private static final int ARN_PARTS = 6;

    /** A run of text, encoded as in {@link Glob}, or a variable. */
    private sealed interface Piece {}

    private record Literal(String encoded) implements Piece {}

    private record Variable(
            String key, String foldedKey, @Nullable String fallback) implements Piece {}

    private final List<Piece> pieces;
    private final boolean folded;

    /** The whole text if there is no variable. */
    private final @Nullable Glob constant;

    private Template(List<Piece> pieces, boolean folded) {
        this.pieces = List.copyOf(pieces);
        this.folded = folded;
        this.constant = constant(this.pieces);
    }

    private static @Nullable Glob constant(List<Piece> pieces) {
        if (pieces.isEmpty()) {
            return Glob.ofEncoded("");
        }
        return pieces.size() == 1 && pieces.getFirst() instanceof Literal(var encoded) ? Glob.ofEncoded(encoded) : null;
    }

    /** A text with wildcards. */
    static Template like(String text, boolean variables) {
        return new Template(new Reader(text, true, false).pieces(variables ? 0 : text.length()), false);
    }

    /** A text in which {@code *} and {@code ?} are themselves. */
    static Template literal(String text, boolean variables, boolean ignoreCase) {
        return new Template(new Reader(text, false, ignoreCase).pieces(variables ? 0 : text.length()), ignoreCase);
    }

    /** A resource: an ARN with wildcards, and with variables where AWS knows them, after the fifth colon. */
    public static Template resource(String text, boolean variables) {
        return new Template(
                new Reader(text, true, false).pieces(variables ? resourcePart(text) : text.length()), false);
    }

    private static int resourcePart(String text) {
        int colon = -1;
        for (int part = 1; part < ARN_PARTS; part++) {
            colon = text.indexOf(':', colon + 1);
            if (colon < 0) {
                return text.length();
            }
        }
        return colon + 1;
    }

    /** Compares the whole value with this text. */
    public Answer match(String value, Context context) {
        String text = folded ? Fold.lower(value) : value;
        if (constant != null) {
            return Answer.of(constant.matches(text));
        }
        String resolved = resolve(context, false);
        return resolved == null ? Answer.UNREADABLE : Answer.of(Glob.matches(resolved, text, 0, text.length()));
    }

    /** Whether the value would match if every variable without a value were {@code *}. */
    public boolean couldMatch(String value, Context context) {
        String resolved = resolve(context, true);
        return resolved != null && Glob.matches(resolved, folded ? Fold.lower(value) : value, 0, value.length());
    }

    Answer matchPart(String value, int start, int end, Context context) {
        String resolved = resolve(context, false);
        return resolved == null ? Answer.UNREADABLE : Answer.of(Glob.matches(resolved, value, start, end));
    }

    /** The keys that must have a value for this text to be readable. */
    public void forEachKey(Consumer<String> action) {
        for (Piece piece : pieces) {
            if (piece instanceof Variable variable && variable.fallback() == null) {
                action.accept(variable.key());
            }
        }
    }

    /** The parts between colons that are in the policy itself, at most {@code limit}, the last with the colons that remain. */
    List<Template> split(int limit) {
        List<Template> parts = new ArrayList<>();
        List<Piece> part = new ArrayList<>();
        for (Piece piece : pieces) {
            if (!(piece instanceof Literal(var encoded))) {
                part.add(piece);
                continue;
            }
            int start = 0;
            for (int colon = encoded.indexOf(':');
                    colon >= 0 && parts.size() < limit - 1;
                    colon = encoded.indexOf(':', start)) {
                addLiteral(part, encoded.substring(start, colon));
                parts.add(new Template(part, folded));
                part.clear();
                start = colon + 1;
            }
            addLiteral(part, encoded.substring(start));
        }
        parts.add(new Template(part, folded));
        return parts;
    }

    private static void addLiteral(List<Piece> pieces, String encoded) {
        if (!encoded.isEmpty()) {
            pieces.add(new Literal(encoded));
        }
    }

    private @Nullable String resolve(Context context, boolean lenient) {
        if (pieces.size() == 1 && pieces.getFirst() instanceof Literal(var encoded)) {
            return encoded;
        }
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            switch (piece) {
                case Literal(var encoded) -> text.append(encoded);
                case Variable variable -> {
                    String value = value(variable, context);
                    if (value == null && !lenient) {
                        return null;
                    }
                    text.append(value == null ? String.valueOf(Glob.ANY_RUN) : value);
                }
            }
        }
        return text.toString();
    }

    private @Nullable String value(Variable variable, Context context) {
        String value = context.only(variable.foldedKey());
        if (value == null) {
            return variable.fallback();
        }
        if (!Glob.isEncodable(value)) {
            return null; // SECURITY: it would be read as a wildcard
        }
        return folded ? Fold.lower(value) : value;
    }

    /** Cuts a text into its pieces. */
    private static final class Reader {
        private final String text;
        private final boolean wildcards;
        private final boolean ignoreCase;
        private final List<Piece> pieces = new ArrayList<>();
        private final StringBuilder run = new StringBuilder();

        Reader(String text, boolean wildcards, boolean ignoreCase) {
            this.text = text;
            this.wildcards = wildcards;
            this.ignoreCase = ignoreCase;
        }

        List<Piece> pieces(int variablesFrom) {
            append(text.substring(0, variablesFrom));
            int at = variablesFrom;
            while (at < text.length()) {
                int open = text.indexOf(OPEN, at);
                int close = open < 0 ? -1 : text.indexOf('}', open);
                if (close < 0) {
                    break;
                }
                append(text.substring(at, open));
                variable(text.substring(open + OPEN.length(), close));
                at = close + 1;
            }
            append(text.substring(at));
            flush();
            return pieces;
        }

        private void append(String literal) {
            String cased = ignoreCase ? Fold.lower(literal) : literal;
            run.append(wildcards ? Glob.encode(cased) : cased);
        }

        private void variable(String name) {
            if (name.equals("*") || name.equals("?") || name.equals("$")) {
                run.append(name);
                return;
            }
            flush();
            int comma = name.indexOf(',');
            String fallback =
                    comma < 0 ? null : unquoted(name.substring(comma + 1).strip());
            // A default that is not in quotes is none: the key then keeps its comma and never has a value.
            String key =
                    fallback == null ? name.strip() : name.substring(0, comma).strip();
            String cased = fallback != null && ignoreCase ? Fold.lower(fallback) : fallback;
            pieces.add(new Variable(key, Fold.lower(key), cased));
        }

        private static @Nullable String unquoted(String text) {
            boolean quoted = text.length() >= 2 && text.startsWith("'") && text.endsWith("'");
            return quoted ? text.substring(1, text.length() - 1) : null;
        }

        private void flush() {
            addLiteral(pieces, run.toString());
            run.setLength(0);
        }
    }
}
