// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import java.util.Optional;
import sallyport.server.identity.Caller;

/** Knows who started the sessions that go on; {@code Sessions::owner} in the server. */
@FunctionalInterface
public interface SessionOwners {
    /** The session id is as it stood in a path: it may be of no session, or of no possible one. */
    Optional<Caller> of(String sessionId);
}
