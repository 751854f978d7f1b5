// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A process that appends until it is killed, or until the ledger refuses. */
public final class LedgerChild {
    static final int REFUSED = 42;

    private LedgerChild() {}

    /** The key of the children of one test, made by the first. */
    static CheckpointKey key(Path directory) throws IOException, GeneralSecurityException {
        Path privateKey = directory.resolve("private");
        Path publicKey = directory.resolve("public");
        if (Files.notExists(publicKey)) {
            CheckpointKey key = CheckpointKey.generate();
            Files.write(privateKey, key.privateKey());
            Files.write(publicKey, key.publicKey());
        }
        return CheckpointKey.of(Files.readAllBytes(privateKey), Files.readAllBytes(publicKey));
    }

    static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        LedgerLimits limits = new LedgerLimits(Duration.ofDays(1), 10_000, 0);
        Ledger ledger =
                Ledger.open(directory.resolve("ledger"), key(directory), TestLedgers.SERVER, TestLedgers.CLOCK, limits);
        CountDownLatch refused = new CountDownLatch(1);
        for (int t = 0; t < 8; t++) {
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        long sequence = ledger.append(TestLedgers.event(1)).sequence();
                        System.out.println(sequence);
                    }
                } catch (LedgerException e) {
                    refused.countDown();
                }
            });
        }
        refused.await();
        System.exit(REFUSED);
    }
}
