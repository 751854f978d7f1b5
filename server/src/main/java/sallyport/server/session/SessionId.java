// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The name of a session: who started it, a hyphen, and 26 random letters and digits, 134 bits in all.
 *
 * <p>At most 96 characters, as AWS's models say.
 */
public record SessionId(String text) {

    static final int MAX_LENGTH = 96;

    private static final int SUFFIX_LENGTH = 26;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9+=,.@_-]{1,69}-[a-z0-9]{26}");
    private static final Pattern NOT_IN_A_NAME = Pattern.compile("[^A-Za-z0-9+=,.@_-]");

    public SessionId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a session id: \"" + text + "\"");
        }
    }

    /** Reads a session id; empty if {@code text} is none. */
    public static Optional<SessionId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new SessionId(text)) : Optional.empty();
    }

    /** A new id for a session of {@code name}, which is cut or altered where it would not fit into an id. */
    static SessionId random(String name, RandomGenerator random) {
        String kept = NOT_IN_A_NAME.matcher(name).replaceAll("_");
        StringBuilder id = new StringBuilder(MAX_LENGTH)
                .append(kept, 0, Math.min(kept.length(), MAX_LENGTH - SUFFIX_LENGTH - 1))
                .append('-');
        for (int i = 0; i < SUFFIX_LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new SessionId(id.toString());
    }

    @Override
    public String toString() {
        return text;
    }
}
