// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import sallyport.server.store.Place;
import sallyport.server.store.SessionTable;
import sallyport.server.store.Store;

/** The ended sessions, as the store has them. */
final class SessionHistory {

    // rows read at once by a list whose filters may drop most of them
    private static final int CHUNK = 500;

    private final Store store;
    private final Place place;

    SessionHistory(Store store, Place place) {
        this.store = store;
        this.place = place;
    }

    /** The session with this id, ended or not. */
    Optional<Session> find(SessionId id) {
        return store.read(place, tables -> tables.sessions().find(id.text()).map(SessionRows::session));
    }

    /**
     * At most {@code max} ended sessions, newest first, that pass.
     *
     * @param search the filters, as far as the store can use them
     * @param after the session after which they begin; empty for the newest
     * @param wanted whether a session passes
     */
    List<Session> list(Search search, Optional<Session> after, Predicate<Session> wanted, int max) {
        return store.read(place, tables -> {
            List<Session> found = new ArrayList<>();
            long started = after.map(session -> session.start().toEpochMilli()).orElse(search.newest);
            String id = after.map(session -> session.id().text()).orElse("");
            while (found.size() < max) {
                List<SessionTable.Row> rows =
                        tables.sessions().listEndedBefore(started, id, search.target, search.owner, CHUNK);
                rows.stream()
                        .map(SessionRows::session)
                        .filter(wanted)
                        .limit(max - (long) found.size())
                        .forEach(found::add);
                if (rows.size() < CHUNK || rows.getLast().started() < search.oldest) {
                    break;
                }
                started = rows.getLast().started();
                id = rows.getLast().id();
            }
            return found;
        });
    }

    /** Deletes what ended before this moment; returns how many. */
    int purge(Instant moment) {
        return store.write(place, tables -> tables.sessions().deleteEndedBefore(moment.toEpochMilli()));
    }

    /**
     * What filters say about where to look. It may let through more than the filters do, never less.
     *
     * @param oldest milliseconds; nothing that started earlier passes
     * @param newest milliseconds; nothing that started then or later passes
     * @param target the node, or empty for any
     * @param owner the owner's ARN, or empty for any
     */
    record Search(long oldest, long newest, String target, String owner) {

        static Search of(List<SessionFilter> filters) {
            Search search = new Search(Long.MIN_VALUE, Long.MAX_VALUE, "", "");
            for (SessionFilter filter : filters) {
                search = search.narrowed(filter);
            }
            return search;
        }

        private Search narrowed(SessionFilter filter) {
            return switch (filter) {
                case SessionFilter.StartedAfter after ->
                    new Search(Math.max(oldest, after.moment().toEpochMilli()), newest, target, owner);
                case SessionFilter.StartedBefore before ->
                    new Search(oldest, Math.min(newest, before.moment().toEpochMilli() + 1), target, owner);
                case SessionFilter.Target node -> new Search(oldest, newest, node.node(), owner);
                case SessionFilter.Owner arn -> new Search(oldest, newest, target, arn.arn());
                case SessionFilter.Status _, SessionFilter.Id _, SessionFilter.AccessType _ -> this;
            };
        }
    }
}
