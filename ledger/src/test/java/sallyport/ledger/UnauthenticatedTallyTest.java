// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnauthenticatedTallyTest {
    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");

    private final UnauthenticatedTally tally = new UnauthenticatedTally();

    @Test
    void givesACountOnceItsMinuteIsOver() {
        tally.count("a", "X", NOW);
        tally.count("b", "X", NOW.plusSeconds(30));
        assertThat(tally.due(NOW.plusSeconds(59))).isEmpty();
        assertThat(tally.due(NOW.plusSeconds(60)))
                .containsExactly(new LedgerEvent.Unauthenticated("a", "X", 1, NOW, NOW));
        assertThat(tally.due(NOW.plusSeconds(60))).isEmpty();
        assertThat(tally.all()).hasSize(1);
    }

    @Test
    void staysBoundedAndLosesNoCountUnderAFloodOfSources() {
        for (int i = 0; i < 100_000; i++) {
            tally.count("source-" + i, "X", NOW);
        }
        List<LedgerEvent> all = tally.all();
        assertThat(all).hasSize(UnauthenticatedTally.MAX_COUNTS + 1);
        assertThat(all.stream()
                        .mapToLong(e -> ((LedgerEvent.Unauthenticated) e).count())
                        .sum())
                .isEqualTo(100_000);
        assertThat(((LedgerEvent.Unauthenticated) all.getLast()).source()).isEqualTo(UnauthenticatedTally.OTHER);
    }

    @Test
    void staysBoundedUnderAFloodOfCodes() {
        for (int i = 0; i < 100_000; i++) {
            tally.count("source-" + i, "code-" + i, NOW);
        }
        assertThat(tally.all()).hasSize(2 * UnauthenticatedTally.MAX_COUNTS + 1);
    }
}
