// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a node: {@code mi-} and 17 hexadecimal digits for one registered by an activation, {@code i-} and 8 or
 * 17 for one registered by a join token.
 */
public record NodeId(String text) implements Comparable<NodeId> {

    private static final Pattern FORM = Pattern.compile("mi-[0-9a-f]{17}|i-(?:[0-9a-f]{8}|[0-9a-f]{17})");

    /** What AWS would call the node. */
    public enum Kind {
        /** {@code mi-…}: a hybrid node, of the SSM service. */
        MANAGED,
        /** {@code i-…}: an EC2 instance. */
        INSTANCE
    }

    public NodeId {
        if (!isValid(text)) {
            throw new IllegalArgumentException("not a node id: \"" + text + "\"");
        }
    }

    /** Reads a node id; empty if {@code text} is none. */
    public static Optional<NodeId> parse(String text) {
        return isValid(text) ? Optional.of(new NodeId(text)) : Optional.empty();
    }

    public Kind kind() {
        return text.startsWith("mi-") ? Kind.MANAGED : Kind.INSTANCE;
    }

    private static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(NodeId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
