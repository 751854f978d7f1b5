// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import java.lang.System.Logger.Level;
import java.util.List;
import sallyport.ledger.Ledger;
import sallyport.ledger.LedgerEvent;
import sallyport.ledger.LedgerException;
import sallyport.server.session.SessionState.Effect;
import sallyport.server.store.Place;
import sallyport.server.store.Store;
import sallyport.server.store.StoreException;

/** Does what the end of a session leads to: writes it down, puts it on the ledger, closes the connections, tells the node. */
final class Endings {

    private static final System.Logger LOG = System.getLogger(Endings.class.getName());

    private final Store store;
    private final Place place;
    private final NodeFrames frames;
    private final NodeSender sender;
    private final Ledger ledger;

    Endings(Store store, Place place, NodeFrames frames, NodeSender sender, Ledger ledger) {
        this.store = store;
        this.place = place;
        this.frames = frames;
        this.sender = sender;
        this.ledger = ledger;
    }

    /** Blocks until what has to be durable is. */
    void perform(LiveSession over, List<Effect> effects) {
        Session session = over.session();
        for (Effect effect : effects) {
            switch (effect) {
                case SAVE_END -> {
                    save(over);
                    record(session);
                }
                case CLOSE_CONNECTIONS -> over.detach().ifPresent(connections -> close(connections, session));
                case TELL_NODE -> sender.send(session.target(), frames.end(session.id()));
                case SAVE_CONFIRMATION -> saveConfirmation(session);
            }
        }
    }

    /** An end that cannot be written down is an end all the same: it is owed, and tried again later. */
    void save(LiveSession over) {
        Session session = over.session();
        Session.End end = ended(session);
        boolean nodeKnows = over.state() instanceof SessionState.Over state && state.nodeKnows();
        try {
            store.<Boolean>write(place, tables -> {
                tables.sessions()
                        .updateEnd(
                                session.id().text(),
                                end.at().toEpochMilli(),
                                EndWords.word(end.reason()),
                                EndWords.detail(end.reason()),
                                nodeKnows);
                return true;
            });
            over.endIsSaved();
        } catch (StoreException e) {
            LOG.log(Level.ERROR, "could not write down the end of a session, trying again session=" + session.id(), e);
        }
    }

    private void saveConfirmation(Session session) {
        store.<Boolean>write(place, tables -> {
            tables.sessions().updateNodeKnows(session.id().text());
            return true;
        });
    }

    /** Unlike a start, an end is not refused when the ledger fails. */
    private void record(Session session) {
        EndReason reason = ended(session).reason();
        try {
            ledger.append(new LedgerEvent.SessionEnded(
                    session.id().text(),
                    session.target().text(),
                    session.owner().toString(),
                    session.documentName(),
                    session.start(),
                    reason.word(),
                    reason.sentence()));
        } catch (LedgerException e) {
            LOG.log(Level.ERROR, "the end of a session is not on the ledger session=" + session.id(), e);
        }
    }

    private static void close(Live connections, Session session) {
        EndReason reason = ended(session).reason();
        connections.close(reason, reason.farewell());
    }

    private static Session.End ended(Session session) {
        return session.end().orElseThrow(() -> new IllegalStateException("session " + session.id() + " goes on"));
    }
}
