// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeakCheckTest {
    private final LeakCheck check = new LeakCheck();

    @BeforeEach
    void begin() {
        check.start();
    }

    @Test
    void acceptsATestThatCleansUp() throws Exception {
        try (ServerSocket socket = listener()) {
            assertThat(socket.isBound()).isTrue();
        }
        Thread.ofPlatform().start(() -> {}).join();

        assertThatCode(check::finish).doesNotThrowAnyException();
    }

    @Test
    void findsAThread() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = Thread.ofPlatform().name("left-behind").start(() -> linger(running, end));
        running.await();

        assertThat(leaks()).singleElement().asString().contains("thread left-behind", "linger");

        end.countDown();
        thread.join();
        assertThat(leaks()).isEmpty();
    }

    @Test
    void findsASocket() throws Exception {
        try (ServerSocket socket = listener()) {
            assertThat(socket.isBound()).isTrue();
            assertThat(leaks()).singleElement().asString().contains("socket:");
        }
    }

    @Test
    void findsATemporaryFileThatIsStillOpen() throws Exception {
        Path file = Files.createTempFile("leak", ".txt");
        try (InputStream first = Files.newInputStream(file)) {
            assertThat(first.read()).isNegative();
            assertThat(leaks()).singleElement().asString().contains(file.toString());
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void findsAChildProcessAndItsPipes() throws Exception {
        Process child = new ProcessBuilder("sleep", "60").start();
        try {
            assertThat(leaks()).anyMatch(leak -> leak.startsWith("process " + child.pid()));
            assertThat(leaks()).anyMatch(leak -> leak.contains("pipe:"));
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    @Test
    void reportsAThreadThatDied() throws Exception {
        Thread.ofPlatform()
                .name("unlucky")
                .start(() -> {
                    throw new IllegalStateException("boom");
                })
                .join();

        assertThatThrownBy(check::finish)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("uncaught in thread unlucky")
                .hasMessageContaining("boom");
    }

    /** What the check would report now, without its patience. */
    private List<String> leaks() {
        return check.leaks();
    }

    private static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static void linger(CountDownLatch running, CountDownLatch end) {
        running.countDown();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
