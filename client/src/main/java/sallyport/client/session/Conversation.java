// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.session;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import sallyport.client.terminal.Signals;
import sallyport.wire.frame.PayloadType;
import sallyport.wire.message.Messages;
import sallyport.wire.message.SessionType;
import sallyport.wire.message.TerminalSize;

/**
 * What goes from the user to the node once the session runs: the window's size, keys, interrupts. Closing it puts the user's
 * terminal back as it was.
 */
final class Conversation implements AutoCloseable {
    /** What the official client claims when nobody looks: wide, so that no program wraps its lines. */
    private static final TerminalSize NO_WINDOW = new TerminalSize(300, 100);

    /** For a terminal that does not know its own size. */
    private static final TerminalSize UNKNOWN_WINDOW = new TerminalSize(80, 24);

    /** Ctrl-C. */
    private static final byte[] INTERRUPT = {3};

    private final UserEnd user;
    private final Outbound outbound;
    private final Runnable leave;
    private final Deque<Runnable> toUndo = new ArrayDeque<>(); // guarded by this, as are the next three
    private boolean sizeSent;
    private boolean begun;
    private boolean closed;
    private volatile boolean interrupted;
    private final Object sizes = new Object(); // taken by the signal's thread too; never while it waits for this

    Conversation(UserEnd user, Outbound outbound, Runnable leave) {
        this.user = user;
        this.outbound = outbound;
        this.leave = leave;
    }

    /** Tells our own agent the window's size with the handshake, so that its program need not wait for another round trip. */
    synchronized void announce(SessionType type) throws IOException, InterruptedException {
        if (type != SessionType.NON_INTERACTIVE_COMMANDS) {
            followSize();
        }
    }

    /** Listens for resizes before the first size is read: one that comes in between is heard of as well. */
    private void followSize() throws IOException, InterruptedException {
        if (sizeSent) {
            return;
        }
        sizeSent = true;
        toUndo.push(Signals.onResize(this::resize)::close);
        sendSize();
    }

    /** Begins at the first call; does nothing at any later one. */
    synchronized void begin(SessionType type) throws IOException, InterruptedException {
        if (begun || closed) {
            return;
        }
        begun = true;
        toUndo.push(Signals.onInterrupt(this::interrupt)::close);
        switch (type) {
            case STANDARD_STREAM, INTERACTIVE_COMMANDS -> beginOnTerminal();
            case NON_INTERACTIVE_COMMANDS -> {
                // reads no input, so none is taken from whoever comes after us
            }
            case PORT -> throw new IllegalStateException("the handshake refuses ports");
        }
    }

    private void beginOnTerminal() throws IOException, InterruptedException {
        followSize();
        var terminal = user.terminal().await();
        if (terminal.inputIsTerminal()) {
            toUndo.push(terminal.raw()::close);
        }
        var keyboard = new Keyboard(user.input(), terminal.inputIsTerminal(), outbound, leave);
        toUndo.push(keyboard::close);
    }

    private void resize() {
        try {
            sendSize();
        } catch (IOException | InterruptedException sessionIsOver) {
            leave.run();
        }
    }

    /** Reads and sends under one lock, so that the size sent last is the newest. */
    private void sendSize() throws IOException, InterruptedException {
        var terminal = user.terminal().await();
        synchronized (sizes) {
            var size = terminal.size().orElse(terminal.outputIsTerminal() ? UNKNOWN_WINDOW : NO_WINDOW);
            outbound.send(PayloadType.SIZE, Messages.write(size));
        }
    }

    /** SIGINT without raw mode: the first is the node's, the second is ours. */
    private void interrupt() {
        if (interrupted) {
            leave.run();
            return;
        }
        interrupted = true;
        try {
            outbound.send(PayloadType.OUTPUT, INTERRUPT);
        } catch (IOException | InterruptedException sessionIsOver) {
            leave.run();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!toUndo.isEmpty()) {
            toUndo.pop().run();
        }
    }
}
