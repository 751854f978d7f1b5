// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

/** The connections of a session that is attached to the gateway. Implemented there. */
public interface Live {

    /**
     * Ends both connections: passes on what is on its way already, tells the client {@code farewell} and both ends that the
     * channel is closed, then closes. Must not block. Called once at most.
     *
     * @param farewell text for the user; empty for a normal end
     */
    void close(EndReason reason, String farewell);
}
