// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import java.util.List;
import java.util.Optional;

/**
 * Some sessions, newest first.
 *
 * @param next the session after which the following page begins; empty if there is none
 */
public record SessionPage(List<Session> sessions, Optional<SessionId> next) {

    public SessionPage {
        sessions = List.copyOf(sessions);
    }
}
