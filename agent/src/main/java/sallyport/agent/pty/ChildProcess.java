// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.pty;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A child that leads a Unix session, and its end. A thread of its own waits for the child, publishes the exit code at
 * once, then hangs up on every process the session left behind; only then is the child's number given back to the
 * system, so that no signal of ours can meet a stranger.
 */
final class ChildProcess {
    static final int SIGHUP = 1;
    static final int SIGKILL = 9;
    static final int SIGCONT = 18;

    /** How long a process may take to put its affairs in order after SIGHUP. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final int pid;
    private final Runnable onExit;
    private final CountDownLatch exited = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(1);
    private volatile int exitCode;
    private boolean reaped; // guarded by this

    private ChildProcess(int pid, Runnable onExit) {
        this.pid = pid;
        this.onExit = onExit;
    }

    /**
     * Starts a command.
     *
     * @param name prefix of the waiting thread's name
     * @param onExit called once when the child has ended, before what it left behind is cleared
     */
    static ChildProcess start(Command command, Spawn.Streams streams, String name, Runnable onExit) throws IOException {
        var child = new ChildProcess(Spawn.start(command, streams), onExit);
        var waiter = new Thread(null, child::attend, name + "-wait");
        waiter.setDaemon(true); // an agent that is told to stop does not wait for a child that cannot be killed
        waiter.start();
        return child;
    }

    private void attend() {
        try {
            exitCode = LibC.awaitExit(pid);
            exited.countDown();
            onExit.run();
            clearSession();
            synchronized (this) {
                LibC.reap(pid);
                reaped = true;
            }
        } catch (IOException e) {
            throw new IllegalStateException("lost sight of a child process", e); // ECHILD: someone else reaped it
        } finally {
            exited.countDown();
            gone.countDown();
        }
    }

    private void clearSession() throws IOException {
        var rest = SessionProcesses.of(pid);
        for (int member : rest) {
            hangUp(member);
        }
        for (long waited = 0; !rest.isEmpty() && waited < GRACE.toNanos(); waited += LOOK_AGAIN.toNanos()) {
            rest = SessionProcesses.of(pid).stream()
                    .filter(member -> !SessionProcesses.ignoresHangUp(member))
                    .toList();
            if (!rest.isEmpty()) {
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            }
        }
        for (int member : rest) {
            LibC.kill(member, SIGKILL);
        }
    }

    private static void hangUp(int pid) {
        LibC.kill(pid, SIGHUP);
        LibC.kill(pid, SIGCONT); // a stopped process only sees the hang-up when it runs
    }

    /**
     * Waits for the child to end.
     *
     * @return its exit code, or 128 and the number of the signal that ended it
     */
    int waitFor() throws InterruptedException {
        exited.await();
        return exitCode;
    }

    /** Sends a signal to the child's process group; too late is no error. */
    synchronized void signal(int signal) {
        if (!reaped) {
            LibC.kill(-pid, signal);
        }
    }

    /** Hangs up on the whole session, kills what does not go in time, and waits until it is gone. */
    void end() throws InterruptedException, IOException {
        synchronized (this) {
            if (!reaped) {
                for (int member : everyone()) {
                    hangUp(member);
                }
            }
        }
        if (!exited.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
            signalLeader(SIGKILL);
        }
        gone.await();
    }

    private List<Integer> everyone() throws IOException {
        var all = new ArrayList<>(SessionProcesses.of(pid));
        all.add(pid);
        return all;
    }

    private synchronized void signalLeader(int signal) {
        if (!reaped) {
            LibC.kill(pid, signal);
        }
    }
}
