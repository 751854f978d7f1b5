// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.terminal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import sallyport.wire.message.TerminalSize;

/**
 * The terminal behind standard input, output and error, as far as they are one. Safe for any thread.
 *
 * <p>Making one takes some 20 ms; callers do it beside the first connection.
 */
public final class Terminal {
    private static final int STDIN = 0;
    private static final int STDOUT = 1;
    private static final int STDERR = 2;

    private final Ioctl ioctl = new Ioctl();
    private final boolean input = isTerminal(STDIN);
    private final boolean output = isTerminal(STDOUT);
    private final boolean error = isTerminal(STDERR);

    /** Whether a person types the input. */
    public boolean inputIsTerminal() {
        return input;
    }

    /** Whether a person reads the output. */
    public boolean outputIsTerminal() {
        return output;
    }

    /** Whether a person reads what goes to standard error. */
    public boolean errorIsTerminal() {
        return error;
    }

    /** Whether a person types and reads here, so that a session should be a conversation. */
    public boolean isInteractive() {
        return input && output;
    }

    /** The size of the window, from whichever of output, input and error is a terminal that knows it. */
    public Optional<TerminalSize> size() {
        for (int fd : new int[] {STDOUT, STDIN, STDERR}) {
            var winsize = ByteBuffer.allocate(Short.BYTES * 4).order(ByteOrder.nativeOrder()); // rows, columns, pixels
            if (ioctl.call(fd, Ioctl.TIOCGWINSZ, winsize.array())) {
                int rows = Short.toUnsignedInt(winsize.getShort(0));
                int columns = Short.toUnsignedInt(winsize.getShort(Short.BYTES));
                if (rows > 0 && columns > 0) { // 0 × 0 is a terminal that was never told
                    return Optional.of(new TerminalSize(columns, rows));
                }
            }
        }
        return Optional.empty();
    }

    /** Lets every key through as it is, Ctrl-C included, until the answer is closed. Input must be a terminal. */
    public Raw raw() throws IOException {
        var before = new byte[TerminalModes.BYTES];
        if (!ioctl.call(STDIN, Ioctl.TCGETS, before) || !ioctl.call(STDIN, Ioctl.TCSETS, TerminalModes.raw(before))) {
            throw new IOException("cannot set the terminal to raw mode");
        }
        return new Raw(ioctl, before);
    }

    private boolean isTerminal(int fd) {
        return ioctl.call(fd, Ioctl.TCGETS, new byte[TerminalModes.BYTES]);
    }

    /** Raw mode; closing it brings the modes of before back, however often it is closed. */
    public static final class Raw implements AutoCloseable {
        private final Ioctl ioctl;
        private final byte[] before;

        private Raw(Ioctl ioctl, byte[] before) {
            this.ioctl = ioctl;
            this.before = before;
        }

        @Override
        public void close() {
            ioctl.call(STDIN, Ioctl.TCSETS, before.clone());
        }
    }
}
