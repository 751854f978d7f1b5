// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AckMemoryTest {
    private final AckMemory memory = new AckMemory();

    @Test
    void knowsOfNumbersBeforeTheFirstItSawOnlyWhatIsAcknowledged() {
        memory.passed(50);
        memory.acknowledged(50);
        assertThat(memory.contains(49)).isFalse();
        assertThat(memory.contains(51)).isFalse();
        memory.passed(48);
        memory.acknowledged(48);
        memory.acknowledged(49);
        assertThat(memory.contains(47)).isFalse();
        assertThat(memory.contains(48)).isTrue();
        assertThat(memory.contains(49)).isTrue();
        assertThat(memory.contains(50)).isTrue();
    }

    @Test
    void coversEverythingOnceTheGapsAreFilled() {
        assertThat(memory.coversAllUpTo(-1)).as("nothing has been sent").isTrue();
        memory.passed(0);
        memory.acknowledged(1);
        memory.acknowledged(2);
        assertThat(memory.coversAllUpTo(2)).isFalse();
        memory.acknowledged(0);
        assertThat(memory.coversAllUpTo(2)).isTrue();
        assertThat(memory.coversAllUpTo(3)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void remembersExactlyWhatWasAcknowledgedInWhateverOrder(long seed) {
        Random random = new Random(seed);
        Set<Long> acknowledged = new HashSet<>();
        memory.passed(seed % 2 == 0 ? 0 : 500);
        for (int i = 0; i < 2_000; i++) {
            long sequence = random.nextInt(1_000);
            acknowledged.add(sequence);
            memory.acknowledged(sequence);
        }
        for (long sequence = 0; sequence < 1_000; sequence++) {
            assertThat(memory.contains(sequence)).as("%d", sequence).isEqualTo(acknowledged.contains(sequence));
        }
    }

    @Test
    void forgetsTheOldestRatherThanGrowWithoutBound() {
        memory.passed(0);
        for (long sequence = 1; sequence < 4L * AckMemory.MAX_RANGES; sequence += 2) {
            memory.acknowledged(sequence);
        }
        assertThat(memory.contains(1))
                .as("forgotten: a repetition is passed on")
                .isFalse();
        assertThat(memory.contains(4L * AckMemory.MAX_RANGES - 1)).isTrue();
    }
}
