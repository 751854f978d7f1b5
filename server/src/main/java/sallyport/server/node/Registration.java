// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

/** What became of an attempt to register a node. */
public sealed interface Registration {

    /**
     * The node exists now.
     *
     * @param replaced whether the id belonged to a node before, whose key and credentials are void now
     */
    record Registered(Node node, boolean replaced) implements Registration {}

    /** Nothing was changed. */
    enum Refused implements Registration {
        /** No such activation or join token, or the code is not that activation's. */
        UNKNOWN,
        EXPIRED,
        /** The activation has registered all the nodes it may, or the join token has been used. */
        USED_UP,
        /** The node id is taken, and the join token does not replace. */
        TAKEN
    }
}
