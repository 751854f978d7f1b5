// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session.grant;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sallyport.server.authz.Authorizer;
import sallyport.server.authz.Circumstances;
import sallyport.server.authz.Decision;
import sallyport.server.authz.Requirement;
import sallyport.server.authz.Requirement.AccessCheck;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.identity.Standing;
import sallyport.server.node.Node;
import sallyport.server.node.Nodes;
import sallyport.server.session.EndReason;
import sallyport.server.session.Session;
import sallyport.server.session.SessionId;
import sallyport.server.session.Sessions;

/**
 * Asks again whether live sessions are allowed, whenever what anybody may do has changed, and ends those that are not. The circumstances of
 * the start are kept as they were; policies, tags and keys are those of now.
 *
 * <p>Thread-safe. {@link #changed} and {@link #opened} cost nothing: one thread of its own does the work, once for any number of changes that
 * came while it was busy. INVARIANT: a change that was told before a session became visible here is known when that session is decided.
 */
public final class Reauthorization implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Reauthorization.class.getName());

    /** Sessions that are being ended at a time: they share the flushes of store and ledger. */
    private static final int ENDING_AT_A_TIME = 64;

    private final Home home;
    private final Sessions sessions;
    private final Authorizer authorizer;
    private final Function<Caller, Standing> standings;
    private final Nodes nodes;
    private final InstantSource clock;
    private final boolean onTime;

    private final AtomicBoolean all = new AtomicBoolean(true); // what changed while the server was down counts too
    private final Set<SessionId> some = ConcurrentHashMap.newKeySet();
    private final Semaphore work = new Semaphore(1);
    private final Thread worker;
    private volatile boolean closed;

    /**
     * Begins with every session there is.
     *
     * @param standings what has become of a caller; reads the store
     * @param onTime whether {@link #timePassed} asks again as well, with the time of now
     */
    public Reauthorization(
            Home home,
            Sessions sessions,
            Authorizer authorizer,
            Function<Caller, Standing> standings,
            Nodes nodes,
            InstantSource clock,
            boolean onTime) {
        this.home = home;
        this.sessions = sessions;
        this.authorizer = authorizer;
        this.standings = standings;
        this.nodes = nodes;
        this.clock = clock;
        this.onTime = onTime;
        this.worker =
                Thread.ofPlatform().name("session-reauthorization").daemon().start(this::run);
    }

    /** Something has changed that any decision may depend on. Does not block. */
    public void changed() {
        all.set(true);
        work.release();
    }

    /** A session has been opened: what changed between its decision and now is looked at. Does not block. */
    public void opened(SessionId id) {
        some.add(id);
        work.release();
    }

    /** Some seconds have passed. Does not block. */
    public void timePassed() {
        if (onTime) {
            changed();
        } else if (all.get() || !some.isEmpty()) {
            work.release(); // what failed is tried again
        }
    }

    private void run() {
        while (!closed) {
            try {
                work.acquire();
                work.drainPermits();
                round();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "sessions could not be decided anew, trying again", e);
            }
        }
    }

    private void round() {
        Set<SessionId> fresh = new HashSet<>(some);
        boolean every = all.getAndSet(false);
        if (!every && fresh.isEmpty()) {
            return;
        }
        Set<SessionId> failed = ConcurrentHashMap.newKeySet();
        Semaphore room = new Semaphore(ENDING_AT_A_TIME);
        try (ExecutorService endings = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Sessions.Granted session : every ? sessions.granted() : sessions.granted(fresh)) {
                try {
                    objection(session).ifPresent(why -> {
                        room.acquireUninterruptibly();
                        endings.execute(() -> {
                            try {
                                sessions.terminate(session.session().id(), new EndReason.PolicyChange(why));
                            } finally {
                                room.release();
                            }
                        });
                    });
                } catch (RuntimeException e) {
                    // SECURITY: nobody keeps a session because the store was slow to say that it is over
                    LOG.log(
                            Level.ERROR,
                            "session could not be decided anew session="
                                    + session.session().id(),
                            e);
                    failed.add(session.session().id());
                }
            }
        }
        some.removeAll(fresh);
        some.addAll(failed);
    }

    /** Why a session must end; empty if it may go on. */
    private Optional<String> objection(Sessions.Granted session) {
        Optional<Grant> found = session.grant();
        if (found.isEmpty()) {
            return Optional.of("it was started by an earlier version of the server");
        }
        Grant grant = found.get();
        return switch (standings.apply(grant.caller())) {
            case Standing.Revoked(var why) -> Optional.of(why);
            case Standing.Good(var caller) -> objection(session.session(), grant, caller);
        };
    }

    private Optional<String> objection(Session session, Grant grant, Caller caller) {
        Instant now = clock.instant();
        boolean expired = onTime
                && caller.session()
                        .filter(carried -> !now.isBefore(carried.expires()))
                        .isPresent();
        if (expired) {
            return Optional.of("the credentials it was started with have expired");
        }
        Circumstances circumstances = onTime ? grant.circumstances().at(now) : grant.circumstances();
        Optional<Node> node = nodes.find(session.target());
        Requirement today = grant.requirement().map(check -> ofToday(check, node.orElse(null)));
        if (authorizer.decide(caller, circumstances, today) instanceof Decision.Denied denied) {
            return Optional.of(why(denied, grant));
        }
        Requirement channel = Requirement.of("ssmmessages:OpenDataChannel", home.arn("ssm", "session/" + session.id()));
        return authorizer.decide(caller, circumstances, channel) instanceof Decision.Denied denied && denied.explicit()
                ? Optional.of(why(denied, grant))
                : Optional.empty();
    }

    private AccessCheck ofToday(AccessCheck check, @Nullable Node node) {
        return node != null && check.resource().equals(home.arn(node.id())) ? check.tagged(node.tags()) : check;
    }

    private static String why(Decision.Denied denied, Grant grant) {
        String action = denied.check().action() + " on " + denied.check().resource();
        return denied.explicit()
                ? denied.statement() + " denies " + action
                : "nothing allows " + action + " any more, as " + grant.by() + " did";
    }

    /** Waits for the round that is under way. */
    @Override
    public void close() {
        closed = true;
        work.release();
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
