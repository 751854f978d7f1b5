// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

/** What became of an attempt to tag a node. */
public enum TagChange {
    DONE,
    NO_SUCH_NODE,
    /** The node would have more than {@value Nodes#MAX_TAGS} tags; nothing was changed. */
    TOO_MANY,
    /** A key begins with {@code aws:}, which is not for users; nothing was changed. */
    RESERVED
}
