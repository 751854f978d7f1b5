// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.session;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import sallyport.client.terminal.EscapeFilter;
import sallyport.wire.frame.PayloadType;

/**
 * Sends what the user types or pipes in, byte for byte, on a thread of its own that lasts until the input or the session ends.
 *
 * <p>COMPAT: the official client turns a lone LF into CR. In raw mode Enter is CR already, and piped data is nobody's to change.
 */
final class Keyboard {
    private static final int READ_BYTES = 16 * 1024;

    /** Ctrl-D, which a terminal's line editing turns into the end of its program's input. */
    private static final byte[] END_OF_INPUT = {4};

    private final InputStream input;
    private final Outbound outbound;
    private final @Nullable EscapeFilter escape; // null when nobody types
    private final Runnable left;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Starts reading.
     *
     * @param typed whether a person types: then the escape works, and the end of input means that the person is gone
     * @param left called once when the user leaves
     */
    Keyboard(InputStream input, boolean typed, Outbound outbound, Runnable left) {
        this.input = input;
        this.outbound = outbound;
        this.left = left;
        escape = typed ? new EscapeFilter() : null;
        Thread.ofPlatform().name("keyboard").daemon().start(this::pump);
    }

    private void pump() {
        try {
            if (escape == null) {
                sendAll();
                repeatEndOfInput();
            } else {
                sendTyped(escape);
                left.run();
            }
        } catch (IOException sessionIsOver) {
            left.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendAll() throws IOException, InterruptedException {
        var buffer = new byte[READ_BYTES];
        for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
            outbound.send(PayloadType.OUTPUT, Arrays.copyOf(buffer, count));
        }
    }

    private void sendTyped(EscapeFilter filter) throws IOException, InterruptedException {
        var buffer = new byte[READ_BYTES];
        while (!filter.hasLeft()) {
            int count = input.read(buffer);
            if (count < 0) {
                return;
            }
            var keys = filter.filter(buffer, count);
            if (keys.length > 0) {
                outbound.send(PayloadType.OUTPUT, keys);
            }
        }
    }

    /**
     * Input from a pipe or file has ended, and the program on the node has to hear of it. A terminal cannot be closed on one side,
     * so this presses Ctrl-D, again and again as the end of a file would be read again and again: a shell that was busy with a
     * command when the first one came sees the next.
     */
    private void repeatEndOfInput() throws IOException, InterruptedException {
        do {
            outbound.send(PayloadType.OUTPUT, END_OF_INPUT);
        } while (!closed.await(1, TimeUnit.SECONDS));
    }

    /** Stops sending. A read under way goes on until a key comes, which is then dropped. */
    void close() {
        closed.countDown();
    }
}
