// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.bench.hotpath;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import sallyport.ledger.CheckpointKey;
import sallyport.ledger.Ledger;

/** A real ledger in a temporary directory, deleted when closed. */
record TemporaryLedger(Path directory, Ledger ledger) implements AutoCloseable {

    static TemporaryLedger open() {
        try {
            Path directory = Files.createTempDirectory("sallyport-bench-");
            return new TemporaryLedger(
                    directory,
                    Ledger.open(
                            directory.resolve("ledger"), CheckpointKey.generate(), "bench", InstantSource.system()));
        } catch (IOException noLedger) {
            throw new IllegalStateException(noLedger);
        }
    }

    @Override
    public void close() throws IOException {
        ledger.close();
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
