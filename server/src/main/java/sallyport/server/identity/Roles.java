// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

import java.util.Optional;

/** The account's IAM roles. Until IAM is served there is one, {@link #SALLYPORT_NODE}, made at the first start. */
@SuppressWarnings("DoNotCallSuggester") // the bodies land with the store
public final class Roles {

    /** The role of nodes, and the name of the instance profile that stands for it. */
    public static final String SALLYPORT_NODE = "SallyportNode";

    public Optional<Role> find(String name) {
        throw new UnsupportedOperationException();
    }
}
