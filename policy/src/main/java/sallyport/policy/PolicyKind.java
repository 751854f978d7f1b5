// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy;

/** Which grammar a document has to obey. */
public enum PolicyKind {
    /** An inline policy of a user, group or role. Without a Version, or with 2008-10-17, variables are literal text. */
    IDENTITY,
    /** A managed policy, which also serves as a permissions boundary. Its Version must be 2012-10-17. */
    MANAGED,
    /** The policy that is given along when a session is made. */
    SESSION,
    /** Who may assume a role: has principals, and no resources. */
    TRUST,
    /** The policy of a key, a bucket, a topic: has principals and resources. */
    RESOURCE;

    boolean hasPrincipals() {
        return this == TRUST || this == RESOURCE;
    }
}
