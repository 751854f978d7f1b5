// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

/** What the first frame of a data channel is worth. */
public sealed interface TokenVerdict {

    /** The token was good and is used up now. {@code side}: whom it was issued to. */
    record Accepted(Side side) implements TokenVerdict {}

    /**
     * It was a good token of the client, and is used up now, but the session has ended before it came.
     *
     * @param farewell what there is to tell the user; empty after a normal end
     */
    record TooLate(String farewell) implements TokenVerdict {}

    /** Nothing was changed; a connection that is there stays undisturbed. */
    enum Refused implements TokenVerdict {
        NO_SUCH_SESSION,
        SESSION_ENDED,
        /** It was this session's token and has been used before. */
        USED,
        EXPIRED,
        /** It is no token of this session, or was voided by a later one. */
        UNKNOWN
    }
}
