// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.session;

/** Why a session is over for this client. */
public sealed interface SessionEnd {
    /**
     * The server closed it.
     *
     * @param text why, for the user; empty when the program on the node just ended
     */
    record Closed(String text) implements SessionEnd {}

    /** The user left it: by the escape, by hanging up, or by ending this process. */
    record Left() implements SessionEnd {}

    /** It ended while the connection was lost. */
    record Expired() implements SessionEnd {}

    /** This side cannot go on. */
    record Failed(String why) implements SessionEnd {}
}
