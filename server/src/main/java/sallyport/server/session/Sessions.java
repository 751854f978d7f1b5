// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import sallyport.ledger.Ledger;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.identity.NodeId;
import sallyport.server.keys.Secret;
import sallyport.server.node.ControlHandler;
import sallyport.server.session.SessionState.Effect;
import sallyport.server.session.grant.Grant;
import sallyport.server.session.grant.GrantForm;
import sallyport.server.store.Place;
import sallyport.server.store.SessionTable;
import sallyport.server.store.Store;
import sallyport.server.store.StoreException;
import sallyport.wire.frame.Frame;
import sallyport.wire.frame.MalformedFrameException;
import sallyport.wire.frame.MessageType;
import sallyport.wire.message.AgentTaskComplete;
import sallyport.wire.message.Messages;

/**
 * The sessions of this server: the live ones in memory and in the store, the ended ones in the store alone.
 *
 * <p>Thread-safe. Methods that change what the store holds block until the change is durable and must not be called on an
 * event loop; those that do not block say so. A server that starts again finds the sessions that went on when it stopped:
 * both ends get new tokens and go on with them.
 */
public final class Sessions implements ControlHandler {

    private static final System.Logger LOG = System.getLogger(Sessions.class.getName());

    /** How long an ended session can be described; AWS's time. */
    private static final Duration HISTORY = Duration.ofDays(30);

    private static final Duration PURGE_EVERY = Duration.ofHours(1);

    /** How long a node that was away when its session ended is still told so: the longest time its agent may keep a shell. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    // more is cut off, as the official agent does itself
    private static final int MAX_AGENT_ERROR = 2500;

    private static final Comparator<Session> NEWEST_FIRST = Comparator.comparing(Session::start)
            .thenComparing(session -> session.id().text())
            .reversed();

    private final Store store;
    private final Place place;
    private final SessionTokens tokens;
    private final SessionHistory history;
    private final NodeFrames frames;
    private final Endings endings;
    private final NodeSender sender;
    private final SecureRandom random;
    private final InstantSource clock;
    private final LongSupplier nanoClock;

    /** The sessions that go on, and those whose node has not confirmed their end, up to {@link #REMEMBERED}. */
    private final Map<SessionId, LiveSession> live = new ConcurrentHashMap<>();

    private final List<Consumer<SessionId>> openedListeners = new CopyOnWriteArrayList<>();

    /** Since when the connected nodes are connected, in nanoseconds of {@link #nanoClock}. */
    private final Map<NodeId, Long> nodeSince = new ConcurrentHashMap<>();

    /** Written by {@link #tick} alone. */
    private volatile Instant lastPurge = Instant.MIN;

    /** Finds the sessions that went on when the server stopped. {@code tokenLifetime}: how long an unused token is good. */
    public Sessions(
            Store store,
            Home home,
            NodeSender sender,
            Ledger ledger,
            SecureRandom random,
            InstantSource clock,
            LongSupplier nanoClock,
            Duration tokenLifetime) {
        this.store = store;
        this.place = home.place();
        this.tokens = new SessionTokens(store, place, random, clock, tokenLifetime);
        this.history = new SessionHistory(store, place);
        this.frames = new NodeFrames(random, clock);
        this.endings = new Endings(store, place, frames, sender, ledger);
        this.sender = sender;
        this.random = random;
        this.clock = clock;
        this.nanoClock = nanoClock;
        load();
    }

    /** A new id for a session of {@code caller}. Does not block. */
    public SessionId newId(Caller caller) {
        return SessionId.random(caller.sessionName(), random);
    }

    /**
     * Opens a session: writes it down together with the client's token, then tells the node.
     *
     * @return empty if the node is not connected; nothing is left of the session then
     */
    public Optional<OpenedSession> open(SessionRequest request) {
        Session session = new Session(
                new SessionId(request.task().sessionId()),
                request.target(),
                request.caller().arn(),
                request.caller().userId(),
                request.task().documentName(),
                request.reason(),
                request.parameters(),
                request.limits(),
                Instant.ofEpochMilli(clock.millis()),
                SessionStatus.CONNECTING,
                Optional.empty());
        Secret token = tokens.random();
        store.<Boolean>write(place, tables -> {
            tables.sessions().insert(SessionRows.row(session, request.grant()));
            tokens.put(tables, session.id(), Side.CLIENT, token);
            return true;
        });
        live.put(
                session.id(),
                new LiveSession(
                        session, Optional.of(request.grant()), SessionState.begun(nanoClock.getAsLong()), nanoClock));
        if (!sender.send(session.target(), frames.start(request.task()))) {
            drop(session.id());
            return Optional.empty();
        }
        openedListeners.forEach(listener -> listener.accept(session.id()));
        return Optional.of(new OpenedSession(session, token));
    }

    /** {@code listener} hears of every session that was opened, after it became visible; it must be quick and throw nothing. */
    public void listen(Consumer<SessionId> listener) {
        openedListeners.add(listener);
    }

    /** A session that goes on, and on what it was allowed; empty if an earlier version of the server began it. */
    public record Granted(Session session, Optional<Grant> grant) {
        private static Granted of(LiveSession live) {
            return new Granted(live.session(), live.grant());
        }
    }

    /** The sessions that go on. Does not block. */
    public List<Granted> granted() {
        return live.values().stream().filter(LiveSession::open).map(Granted::of).toList();
    }

    /** Those of these that go on. Does not block. */
    public List<Granted> granted(Set<SessionId> ids) {
        return ids.stream()
                .flatMap(id -> openSession(id).stream())
                .map(Granted::of)
                .toList();
    }

    /** Who started a session that goes on; empty if there is none. Does not block. */
    public Optional<Caller> owner(String id) {
        return SessionId.parse(id)
                .flatMap(this::openSession)
                .flatMap(LiveSession::grant)
                .map(Grant::caller);
    }

    /** A new token for the client; earlier ones are void. Empty if there is no such session or it has ended. */
    public Optional<OpenedSession> resume(SessionId id) {
        return issueToken(id, Side.CLIENT).flatMap(token -> find(id).map(session -> new OpenedSession(session, token)));
    }

    /** A new token for one end; earlier ones of that end are void. Empty if there is no such session or it has ended. */
    public Optional<Secret> issueToken(SessionId id, Side side) {
        return openSession(id).flatMap(_ -> tokens.issue(id, side));
    }

    /** Consumes the token of a data channel's first frame: of two that bring the same one, the second is refused. */
    public TokenVerdict redeem(SessionId id, String token) {
        return tokens.redeem(id, token);
    }

    /** The session with this id; ended ones are kept for 30 days. */
    public Optional<Session> find(SessionId id) {
        LiveSession session = live.get(id);
        return session == null ? history.find(id) : Optional.of(session.session());
    }

    /**
     * The sessions that pass every filter, newest first.
     *
     * @param active whether to list those that go on, or those that have ended
     * @param after the session after which the page begins; empty for the first page
     * @param max largest number of sessions to return
     */
    public SessionPage list(boolean active, List<SessionFilter> filters, Optional<SessionId> after, int max) {
        Optional<Session> last = after.flatMap(this::find);
        if (after.isPresent() && last.isEmpty()) {
            return new SessionPage(List.of(), Optional.empty()); // it has been purged, and so have all older ones
        }
        Predicate<Session> wanted = session ->
                session.status().active() == active && filters.stream().allMatch(filter -> filter.matches(session));
        List<Session> found = active ? listLive(wanted, last, max + 1) : listEnded(filters, wanted, last, max + 1);
        if (found.size() <= max) {
            return new SessionPage(found, Optional.empty());
        }
        List<Session> page = found.subList(0, max);
        return new SessionPage(page, Optional.of(page.getLast().id()));
    }

    /** Ends a session; false if there is none that goes on. */
    public boolean terminate(SessionId id, EndReason reason) {
        return end(id, reason, false);
    }

    /** Ends every session of a node that was deregistered or replaced. */
    public void nodeRemoved(NodeId node) {
        for (LiveSession session : live.values()) {
            if (session.session().target().equals(node)) {
                end(session.session().id(), new EndReason.NodeRemoved(), false);
            }
        }
    }

    /**
     * Gateway: hands over the connections of a session, to be closed when it ends, and gets the clock to tell of activity.
     * Empty if the session has ended. Does not block.
     */
    public Optional<ActivityClock> attach(SessionId id, Live connections) {
        return openSession(id).filter(session -> session.attach(connections)).map(LiveSession::activity);
    }

    /** Gateway: one end has a connection now, its first or a further one. Does not block. */
    public void sideConnected(SessionId id, Side side) {
        openSession(id).ifPresent(session -> session.apply(new SessionEvent.Came(side, nanoClock.getAsLong())));
    }

    /** Gateway: one end has no connection any more. Does not block. */
    public void sideDisconnected(SessionId id, Side side) {
        openSession(id).ifPresent(session -> session.apply(new SessionEvent.Went(side, nanoClock.getAsLong())));
    }

    /** Gateway: the program's exit code, as its agent tells it; it counts once the session has ended by that. Does not block. */
    public void exitCode(SessionId id, int code) {
        openSession(id).ifPresent(session -> session.exitCode(code));
    }

    /** Gateway: the session is over, as its stream has told. Unlike after {@link #terminate} the node knows already. */
    public void ended(SessionId id, EndReason reason) {
        end(id, reason, true);
    }

    @Override
    public void connected(NodeId node) {
        nodeSince.put(node, nanoClock.getAsLong());
        live.values().stream()
                .filter(LiveSession::nodeMustBeTold)
                .map(LiveSession::session)
                .filter(session -> session.target().equals(node))
                .forEach(session -> sender.send(node, frames.end(session.id())));
    }

    @Override
    public void disconnected(NodeId node) {
        nodeSince.remove(node);
    }

    @Override
    public void received(NodeId node, Frame frame) {
        if (frame.type() == MessageType.AGENT_TASK_COMPLETE) {
            try {
                completed(node, Messages.read(frame.payload(), AgentTaskComplete.class));
            } catch (MalformedFrameException e) {
                LOG.log(Level.WARNING, "ignored a malformed task result node={0} error={1}", node, e.getMessage());
            }
        }
    }

    /** Ends what is overdue and forgets what is long over. {@code Main} calls it every second; blocks while there is work. */
    public void tick() {
        Instant now = clock.instant();
        long nanos = nanoClock.getAsLong();
        // those that are due are ended side by side, so that they share the flushes of store and ledger
        try (ExecutorService work = Executors.newVirtualThreadPerTaskExecutor()) {
            for (LiveSession session : live.values()) {
                List<Effect> effects = session.apply(ticked(session.session(), session.activity(), now, nanos));
                if (!effects.isEmpty()) {
                    work.execute(() -> endings.perform(session, effects));
                } else if (session.owesEnd()) {
                    work.execute(() -> endings.save(session));
                }
            }
        }
        live.values().removeIf(session -> !session.owesEnd() && forgettable(session.state(), now));
        if (lastPurge.plus(PURGE_EVERY).isBefore(now)) {
            lastPurge = now;
            purge(now.minus(HISTORY));
        }
    }

    private void purge(Instant moment) {
        try {
            history.purge(moment);
            tokens.purge();
        } catch (StoreException e) {
            LOG.log(Level.WARNING, "could not delete old sessions, trying again in an hour", e);
        }
    }

    private SessionEvent ticked(Session session, ActivityClock activity, Instant now, long nanos) {
        return new SessionEvent.Ticked(
                session.limits(),
                Duration.between(session.start(), now),
                activity.lastNanos(),
                Optional.ofNullable(nodeSince.get(session.target())),
                now,
                nanos);
    }

    private static boolean forgettable(SessionState state, Instant now) {
        return switch (state) {
            case SessionState.Open _, SessionState.Terminating _ -> false;
            case SessionState.Over over ->
                over.nodeKnows() || over.end().at().plus(REMEMBERED).isBefore(now);
        };
    }

    /** The node's own word on a session: it is over there. May come more than once. */
    private void completed(NodeId node, AgentTaskComplete result) {
        Optional<LiveSession> found = SessionId.parse(result.taskId()).flatMap(id -> Optional.ofNullable(live.get(id)));
        if (found.isEmpty()) {
            return;
        }
        Session session = found.get().session();
        // SECURITY: a node may end its own sessions only
        if (!session.target().equals(node)) {
            LOG.log(
                    Level.WARNING,
                    "ignored the result of another node''s session node={0} session={1}",
                    node,
                    session.id());
            return;
        }
        end(session.id(), reason(result, found.get().exitCode()), true);
    }

    /** An exit code means that the program ran; a node that then calls the session failed has nothing to add but a text. */
    private static EndReason reason(AgentTaskComplete result, OptionalInt exitCode) {
        boolean success = result.finalTaskStatus().equals("Success");
        return success || (exitCode.isPresent() && result.output().isBlank())
                ? new EndReason.Exited(exitCode)
                : agentError(result.output());
    }

    private static EndReason agentError(String output) {
        // COMPAT: the official agent sets its error text off with this line
        String text = output.replace("----------ERROR-------", "").strip();
        return new EndReason.AgentError(text.length() > MAX_AGENT_ERROR ? text.substring(0, MAX_AGENT_ERROR) : text);
    }

    private boolean end(SessionId id, EndReason reason, boolean nodeKnows) {
        LiveSession session = live.get(id);
        if (session == null) {
            return false;
        }
        Instant now = Instant.ofEpochMilli(clock.millis());
        List<Effect> effects = session.apply(new SessionEvent.Ended(reason, nodeKnows, now, nanoClock.getAsLong()));
        endings.perform(session, effects);
        return effects.contains(Effect.SAVE_END);
    }

    private Optional<LiveSession> openSession(SessionId id) {
        return Optional.ofNullable(live.get(id)).filter(LiveSession::open);
    }

    /** Takes back a session that could not be told to its node. */
    private void drop(SessionId id) {
        live.remove(id);
        store.<Boolean>write(place, tables -> {
            tables.sessionTokens().deleteOf(id.text());
            tables.sessions().delete(id.text());
            return true;
        });
    }

    private List<Session> listLive(Predicate<Session> wanted, Optional<Session> after, int max) {
        return live.values().stream()
                .map(LiveSession::session)
                .filter(wanted)
                .filter(session -> after.isEmpty() || NEWEST_FIRST.compare(session, after.get()) > 0)
                .sorted(NEWEST_FIRST)
                .limit(max)
                .toList();
    }

    private List<Session> listEnded(
            List<SessionFilter> filters, Predicate<Session> wanted, Optional<Session> after, int max) {
        return history
                .list(SessionHistory.Search.of(filters), after, session -> wanted.test(current(session)), max)
                .stream()
                .map(this::current)
                .toList();
    }

    /** A session of the store as memory knows it: what has just ended is still terminating. */
    private Session current(Session stored) {
        LiveSession session = live.get(stored.id());
        return session == null ? stored : session.session();
    }

    private void load() {
        long nanos = nanoClock.getAsLong();
        List<SessionTable.Row> open =
                store.read(place, tables -> tables.sessions().listOpen());
        for (SessionTable.Row row : open) {
            Session session = SessionRows.session(row);
            Optional<Grant> grant = GrantForm.read(row.grantJson(), row.id());
            live.put(session.id(), new LiveSession(session, grant, SessionState.reloaded(nanos), nanoClock));
        }
        long remembered = clock.instant().minus(REMEMBERED).toEpochMilli();
        List<SessionTable.Row> unconfirmed =
                store.read(place, tables -> tables.sessions().listUnconfirmed(remembered));
        for (SessionTable.Row row : unconfirmed) {
            Session session = SessionRows.session(row);
            LiveSession over = new LiveSession(
                    session,
                    Optional.empty(),
                    new SessionState.Over(session.end().orElseThrow(), false),
                    nanoClock);
            over.endIsSaved();
            live.put(session.id(), over);
        }
    }
}
