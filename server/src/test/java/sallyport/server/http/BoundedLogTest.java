// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import sallyport.testkit.ManualClock;

class BoundedLogTest {
    private final ManualClock clock = new ManualClock();
    private final RecordedLog lines = new RecordedLog();
    private final BoundedLog log = new BoundedLog(lines, clock, 3);

    @Test
    void writesWhatIsWithinTheBoundAndSaysWhenItIsReached() {
        for (int i = 0; i < 100; i++) {
            log.warn("line " + i);
        }
        assertThat(lines.all())
                .containsExactly("line 0", "line 1", "line 2 (further lines of this minute are left out)");
    }

    @Test
    void saysInALaterMinuteHowManyWereLeftOut() {
        for (int i = 0; i < 100; i++) {
            log.warn("line " + i);
        }
        lines.clear();
        clock.advance(Duration.ofMinutes(1));
        log.warn("later");
        assertThat(lines.all()).containsExactly("lines left out count=97", "later");
    }

    @Test
    void isNotStoppedByAClockThatIsSetBack() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
        BoundedLog one = new BoundedLog(lines, now::get, 1);
        one.warn("a");
        now.set(now.get().minus(Duration.ofDays(1)));
        lines.clear();
        one.warn("b");
        assertThat(lines.all()).containsExactly("b (further lines of this minute are left out)");
    }

    @Test
    void keepsAPeersWordsOnOneLine() {
        log.warn("closed cause=bye\r\n2026-11-22 12:00:00 INFO all is well");
        assertThat(lines.all()).containsExactly("closed cause=bye??2026-11-22 12:00:00 INFO all is well");
    }
}
