// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test after which something is still there that was not there before: a thread, a socket, a pipe, a terminal, an open
 * temporary file, a child process; or during which a thread died of an exception.
 *
 * <p>{@code @ExtendWith(LeakCheck.class)} checks around each test. A class whose tests share a server registers
 * {@code @RegisterExtension static final LeakCheck leaks = LeakCheck.perClass()}. What ends by itself gets five seconds to do so.
 * Tests that run beside others in one JVM cannot use this.
 */
public final class LeakCheck implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final boolean perClass;
    private final List<String> uncaught = new CopyOnWriteArrayList<>();
    private @Nullable Resources before;
    private Thread.@Nullable UncaughtExceptionHandler handlerBefore;

    public LeakCheck() {
        this(false);
    }

    private LeakCheck(boolean perClass) {
        this.perClass = perClass;
    }

    /** A check around all tests of a class together. */
    public static LeakCheck perClass() {
        return new LeakCheck(true);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (perClass) {
            start();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!perClass) {
            start();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        if (!perClass) {
            finish();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        if (perClass) {
            finish();
        }
    }

    void start() {
        Resources.warmUp();
        before = Resources.now();
        uncaught.clear();
        handlerBefore = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, exception) ->
                uncaught.add("uncaught in thread %s: %s".formatted(thread.getName(), trace(exception))));
    }

    void finish() throws InterruptedException {
        long deadline = System.nanoTime() + GRACE.toNanos();
        List<String> found = leaks();
        while (!found.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(PAUSE);
            found = leaks();
        }
        Thread.setDefaultUncaughtExceptionHandler(handlerBefore);
        List<String> all = new ArrayList<>(uncaught);
        all.addAll(found);
        if (!all.isEmpty()) {
            throw new AssertionError("left behind:%n%s".formatted(String.join(System.lineSeparator(), all)));
        }
    }

    List<String> leaks() {
        return Resources.now().since(Objects.requireNonNull(before));
    }

    private static String trace(Throwable exception) {
        return exception + System.lineSeparator() + Resources.indented(Arrays.asList(exception.getStackTrace()));
    }
}
