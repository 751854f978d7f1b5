// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import sallyport.server.authz.Requirement;

/** What an operation needs before it may go on, and what it found on the way. */
public record Plan<R>(Requirement requirement, R resolved) {

    /** A plan for an operation that resolves nothing. */
    public static Plan<Nothing> of(Requirement requirement) {
        return new Plan<>(requirement, Nothing.NOTHING);
    }
}
