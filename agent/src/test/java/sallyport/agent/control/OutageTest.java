// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutageTest {
    private final Outage outage = new Outage();

    @Test
    void tellsEachReasonOnce() {
        assertThat(outage.isNews("refused", 0)).isTrue();
        assertThat(outage.isNews("refused", 1)).isFalse();
        assertThat(outage.isNews("no route", 2)).isTrue();
        assertThat(outage.isNews("refused", 3)).isFalse();
    }

    @Test
    void tellsAReasonAgainInTheNextOutage() {
        assertThat(outage.over(0)).isEmpty();
        outage.isNews("refused", 5);
        assertThat(outage.over(12)).contains(Duration.ofNanos(7));
        assertThat(outage.over(13)).isEmpty();
        assertThat(outage.isNews("refused", 14)).isTrue();
    }

    @Test
    void fallsSilentWhenEveryTryFailsForAReasonOfItsOwn() {
        int lines = 0;
        for (int attempt = 0; attempt < 1000; attempt++) {
            lines += outage.isNews("failed at " + attempt, attempt) ? 1 : 0;
        }
        assertThat(lines).isEqualTo(8);
    }
}
