// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import java.util.List;
import java.util.Optional;
import sallyport.server.identity.Caller;
import sallyport.server.identity.NodeId;
import sallyport.server.keys.Secret;

/**
 * The sessions of this server: the live ones in memory and in the store, the ended ones in the store alone.
 *
 * <p>Thread-safe. Methods that change what the store holds block until the change is durable and must not be called on an
 * event loop; those that do not are marked.
 */
@SuppressWarnings("DoNotCallSuggester") // the bodies land with the store
public final class Sessions {

    /** A new id for a session of {@code caller}. */
    public SessionId newId(Caller caller) {
        throw new UnsupportedOperationException();
    }

    /** A new token for the client; earlier ones are void. Empty if there is no such session or it has ended. */
    public Optional<OpenedSession> resume(SessionId id) {
        throw new UnsupportedOperationException();
    }

    /** A new token for one end; earlier ones of that end are void. Empty if there is no such session or it has ended. */
    public Optional<Secret> issueToken(SessionId id, Side side) {
        throw new UnsupportedOperationException();
    }

    /** Consumes the token of a data channel's first frame: of two that bring the same one, the second is refused. */
    public TokenVerdict redeem(SessionId id, String token) {
        throw new UnsupportedOperationException();
    }

    public Optional<Session> find(SessionId id) {
        throw new UnsupportedOperationException();
    }

    /**
     * The sessions that pass every filter, newest first.
     *
     * @param active whether to list those that go on, or those that have ended
     * @param after the session after which the page begins; empty for the first page
     * @param max largest number of sessions to return
     */
    public SessionPage list(boolean active, List<SessionFilter> filters, Optional<SessionId> after, int max) {
        throw new UnsupportedOperationException();
    }

    /** Ends a session; false if there is none that goes on. */
    public boolean terminate(SessionId id, EndReason reason) {
        throw new UnsupportedOperationException();
    }

    /** Ends every session of a node that was deregistered or replaced. */
    public void nodeRemoved(NodeId node) {
        throw new UnsupportedOperationException();
    }

    /**
     * Gateway: hands over the connections of a session, to be closed when it ends, and gets the clock to tell of activity.
     * Empty if the session has ended. Does not block.
     */
    public Optional<ActivityClock> attach(SessionId id, Live live) {
        throw new UnsupportedOperationException();
    }

    /** Gateway: one end has a connection now, its first or a further one. Does not block. */
    public void sideConnected(SessionId id, Side side) {
        throw new UnsupportedOperationException();
    }

    /** Gateway: one end has no connection any more. Does not block. */
    public void sideDisconnected(SessionId id, Side side) {
        throw new UnsupportedOperationException();
    }

    /** Gateway: the session is over, as seen in its stream. The same as {@link #terminate}, but the node knows already. */
    public void ended(SessionId id, EndReason reason) {
        throw new UnsupportedOperationException();
    }

    /** Ends what is overdue. {@code Main} calls it every second. */
    public void tick() {
        throw new UnsupportedOperationException();
    }
}
