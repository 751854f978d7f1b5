// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ManualClockTest {
    @Test
    void standsStillUntilItIsAdvanced() {
        ManualClock clock = new ManualClock(Instant.EPOCH);

        clock.advance(Duration.ofMillis(1500)).advance(Duration.ofNanos(1));

        assertThat(clock.instant()).isEqualTo(Instant.ofEpochSecond(1, 500_000_001));
        assertThat(clock.nanos()).isEqualTo(1_500_000_001L);
        assertThat(clock.millis()).isEqualTo(1500);
    }

    @Test
    void neverRunsBackwards() {
        assertThatThrownBy(() -> new ManualClock().advance(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
