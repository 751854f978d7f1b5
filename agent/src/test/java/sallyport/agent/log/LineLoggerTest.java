// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class LineLoggerTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final System.Logger log = new LineLogger(
            "sallyport.agent.control.Heartbeat",
            new PrintStream(bytes, true, UTF_8),
            InstantSource.fixed(Instant.parse("2026-11-22T12:00:00.123456Z")));

    @Test
    void writesOneLineWithTimeLevelLoggerThreadAndText() {
        log.log(Level.WARNING, "heartbeat failed why={0} tries={1}", "no {1} route", 3);
        assertThat(written())
                .isEqualTo("2026-11-22T12:00:00.123Z WARNING control.Heartbeat ["
                        + Thread.currentThread().getName() + "] heartbeat failed why=no {1} route tries=3\n");
    }

    @Test
    void leavesOutWhatIsBelowItsLevel() {
        log.log(Level.DEBUG, "nobody reads {0}", "this");
        log.log(Level.OFF, "nor this");
        assertThat(written()).isEmpty();
    }

    @Test
    void keepsTextFromOutsideOnItsLine() {
        log.log(Level.INFO, "ended why={0}", "a\nb\r\u001b[2Jc");
        assertThat(written().lines()).hasSize(1);
        assertThat(written()).doesNotContain("\u001b").contains("ended why=a b");
    }

    @Test
    void leavesBracesAloneThatHoldNoNumberOfAValue() {
        log.log(Level.INFO, "{} {x} {7} {0", "value");
        assertThat(written()).endsWith("{} {x} {7} {0\n");
    }

    @Test
    void addsTheTraceOfAFailure() {
        log.log(Level.ERROR, "internal error", new IllegalStateException("broken"));
        assertThat(written()).contains("internal error\n", "IllegalStateException: broken\n", "\tat sallyport.");
    }

    @Test
    void isWhatTheJdkUsesInTheAgent() {
        var logger = System.getLogger("sallyport.agent.Main");
        assertThat(logger.isLoggable(Level.INFO)).isTrue();
        assertThat(System.getLogger("org.example").isLoggable(Level.INFO)).isFalse();
    }

    private String written() {
        return bytes.toString(UTF_8);
    }
}
