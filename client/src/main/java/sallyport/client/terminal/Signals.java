// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.terminal;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Signals that must not end this process, each handed to some code until it is closed again. */
public final class Signals implements AutoCloseable {
    private final Signal signal;
    private final SignalHandler before;

    private Signals(Signal signal, Runnable action) {
        this.signal = signal;
        before = Signal.handle(signal, _ -> action.run());
    }

    /** Runs the action, on a thread of the JVM's, when the terminal's window changes its size. */
    public static Signals onResize(Runnable action) {
        return new Signals(new Signal("WINCH"), action);
    }

    /** Runs the action for SIGINT, which Ctrl-C sends to programs whose terminal is not raw. */
    public static Signals onInterrupt(Runnable action) {
        return new Signals(new Signal("INT"), action);
    }

    @Override
    public void close() {
        Signal.handle(signal, before);
    }
}
