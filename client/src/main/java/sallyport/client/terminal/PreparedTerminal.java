// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.terminal;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A {@link Terminal} that is made on a thread of its own while the program does something else. Safe for any thread. */
public final class PreparedTerminal {
    private final CountDownLatch made = new CountDownLatch(1);
    private volatile @Nullable Terminal terminal; // written once, before the latch opens

    public PreparedTerminal() {
        Thread.ofPlatform().name("terminal").daemon().start(() -> {
            try {
                terminal = new Terminal();
            } finally {
                made.countDown();
            }
        });
    }

    /** The terminal, as soon as it is there. */
    public Terminal await() {
        boolean interrupted = false;
        while (true) {
            try {
                made.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        var result = terminal;
        if (result == null) {
            throw new IllegalStateException("the terminal could not be examined");
        }
        return result;
    }
}
