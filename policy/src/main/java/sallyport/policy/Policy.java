// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A policy document, read once. Immutable. */
public final class Policy {
    /** The longest document taken, in characters: what IAM's own API takes before any quota. */
    public static final int MAX_CHARACTERS = 131_072;

    static final String VERSION_2012 = "2012-10-17";
    static final String VERSION_2008 = "2008-10-17";

    private final PolicyKind kind;
    private final String text;
    private final List<Statement> statements;

    private Policy(PolicyKind kind, String text, List<Statement> statements) {
        this.kind = kind;
        this.text = text;
        this.statements = List.copyOf(statements);
    }

    /**
     * Reads a document.
     *
     * @throws MalformedPolicyException with AWS's text if it is none of this kind; also if it is longer than {@link #MAX_CHARACTERS}
     */
    public static Policy parse(String json, PolicyKind kind) throws MalformedPolicyException {
        if (json.length() > MAX_CHARACTERS) {
            throw new MalformedPolicyException(PolicyReader.SYNTAX);
        }
        return new Policy(kind, json, Grammar.statements(PolicyReader.read(json), kind));
    }

    public PolicyKind kind() {
        return kind;
    }

    /** The document exactly as it was given. */
    public String text() {
        return text;
    }

    /** At least one. */
    public List<Statement> statements() {
        return statements;
    }

    /** How many characters IAM's quotas count: all but white space. */
    public int significantCharacters() {
        return (int) text.chars().filter(c -> !Character.isWhitespace(c)).count();
    }

    /** Whom it names under AWS, as written, for the caller to see whether they exist; {@code *} among them. */
    public Set<String> principals() {
        Set<String> principals = new LinkedHashSet<>();
        for (Statement statement : statements) {
            PrincipalBlock block = statement.principals();
            if (block != null) {
                principals.addAll(block.awsPrincipals());
            }
        }
        return principals;
    }

    /** The keys that it asks for, in conditions and variables, as written. */
    public Set<String> contextKeys() {
        Set<String> keys = new LinkedHashSet<>();
        for (Statement statement : statements) {
            statement.forEachKey(keys::add);
            statement.conditions().forEach(condition -> keys.add(condition.key()));
        }
        return keys;
    }

    @Override
    public String toString() {
        return "policy of " + statements.size() + " statements";
    }
}
