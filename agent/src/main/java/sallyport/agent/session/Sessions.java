// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.session;

import static java.lang.System.Logger.Level.INFO;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import sallyport.agent.api.NodeApi;
import sallyport.wire.message.SessionTask;

/** The sessions that run now, each on a thread of its own. Safe for any thread. */
public final class Sessions implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Sessions.class.getName());

    /** Far more than one machine serves; a bound for a server gone mad. */
    private static final int MAX_SESSIONS = 1000;

    /** For programs to go when the agent stops; a little more than they get to answer a hang-up. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(8);

    private final SessionHost host;
    private final SessionEnds ends;
    private final IntConsumer counted;
    private final Map<String, Running> running = new HashMap<>(); // guarded by this
    private boolean closed; // guarded by this

    private record Running(Session session, Thread thread) {}

    /**
     * None yet.
     *
     * @param ends hears how each session ended
     * @param counted hears how many there are, whenever that changes
     */
    public Sessions(
            NodeApi api,
            ShellUser shellUser,
            SessionEnds ends,
            IntConsumer counted,
            InstantSource clock,
            LongSupplier nanoClock) {
        this.host =
                new SessionHost(api, new SessionAccounts(shellUser, CreatedAccount.ssmUser(), clock), clock, nanoClock);
        this.ends = ends;
        this.counted = counted;
    }

    /** Starts a session, unless it runs already: servers may repeat a task. Returns at once. */
    public void start(SessionTask task) {
        String refusal;
        synchronized (this) {
            if (running.containsKey(task.sessionId())) {
                return;
            }
            refusal = closed
                    ? "the agent on this node is stopping"
                    : running.size() >= MAX_SESSIONS ? "this node runs " + MAX_SESSIONS + " sessions already" : "";
            if (refusal.isEmpty()) {
                var session = new Session(task, host);
                var thread = new Thread(null, () -> run(task.sessionId(), session), session.name());
                running.put(task.sessionId(), new Running(session, thread));
                thread.start();
            }
        }
        if (refusal.isEmpty()) {
            count();
        } else {
            ends.ended(task.sessionId(), SessionEnds.Outcome.FAILED, refusal);
        }
    }

    private void run(String id, Session session) {
        var ending = new Session.Ending(
                SessionEnds.Outcome.FAILED, "internal error of the agent; its log has more"); // unless it gets its own
        try {
            ending = session.run();
        } finally {
            synchronized (this) {
                running.remove(id);
            }
            count();
            LOG.log(INFO, "session ended session={0} outcome={1} why={2}", id, ending.outcome(), ending.text());
            ends.ended(id, ending.outcome(), ending.text());
        }
    }

    private void count() {
        int now;
        synchronized (this) {
            now = running.size();
        }
        counted.accept(now);
    }

    /** Ends a session because the server says so; an unknown one is no error. */
    public void terminate(String sessionId) {
        Running target;
        synchronized (this) {
            target = running.get(sessionId);
        }
        if (target != null) {
            target.session().end(new Session.Ending(SessionEnds.Outcome.CANCELLED, ""));
        }
    }

    /** Ends all sessions, hangs up on their programs and waits until they are gone, some seconds at most. */
    @Override
    public void close() {
        List<Running> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(running.values());
        }
        for (var one : all) {
            one.session().end(new Session.Ending(SessionEnds.Outcome.CANCELLED, "the agent on this node was stopped"));
        }
        try {
            for (var one : all) {
                one.thread().join(LAST_WORDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
