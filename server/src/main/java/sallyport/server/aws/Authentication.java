// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

/** How the caller of an operation proves who it is. */
public enum Authentication {
    /** Signed with an access key: everything but the three steps by which a node gets its first one. */
    ACCESS_KEY,
    /** Signed with the node's RSA key; each signature counts once. */
    NODE_KEY,
    /** Not signed: the request carries a secret of its own, an activation code or a join token. */
    NONE
}
