// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sallyport.ledger.LedgerReader.Step;

/** Whatever the bytes are, reading them ends, and ends in a step or a verdict. */
class LedgerReaderFuzzTest {
    @FuzzTest
    void answersAnyBytes(byte[] bytes) throws IOException {
        LedgerReader reader = new LedgerReader(new ByteArrayInputStream(bytes));
        long read = 0;
        Step step = reader.next();
        while (step instanceof Step.Read(LedgerEntry entry)) {
            read++;
            assertThat(entry.sequence()).isEqualTo(read);
            var _ = entry.event();
            step = reader.next();
        }
        assertThat(read).isLessThan(bytes.length / 150 + 1);
        var _ = LedgerVerifier.verify(new ByteArrayInputStream(bytes), Expectations.none());
    }

    /** The content of an entry, hashed and framed as it should be: what an attacker with the file can do. */
    @FuzzTest
    void answersAnyEventInAWellMadeEntry(byte[] event) throws IOException {
        answersAnyBytes(
                EntryCodec.line(event, TestLedgers.CLOCK.instant(), LedgerEntry.NO_PREVIOUS, 1, TestLedgers.SERVER));
    }

    @Test
    void answersMutationsOfALedger(@TempDir Path directory) throws IOException {
        byte[] ledger = TestLedgers.closed(directory, CheckpointKey.generate(), 4);
        Random random = new Random(20261122);
        for (int i = 0; i < 1_000; i++) {
            byte[] mutated = ledger.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
            }
            answersAnyBytes(mutated);
        }
    }

    @Test
    void refusesALineLongerThanAnEntryWithoutReadingItWhole(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("endless");
        Files.write(file, new byte[3 * EntryCodec.MAX_LINE_BYTES]);
        assertThat(TestLedgers.verify(file, Expectations.none()))
                .isEqualTo(new Verdict.Broken(1, "it is longer than an entry can be"));
    }
}
