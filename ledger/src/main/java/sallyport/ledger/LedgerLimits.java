// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.ledger;

import java.time.Duration;

/**
 * How often the ledger signs itself, and how much free space it wants to see.
 *
 * @param checkpointInterval a checkpoint is written at least this often while entries arrive
 * @param checkpointBytes and after this many bytes of entries; what must be read again at every start
 * @param reservedBytes free space below which {@link Ledger#spaceLow} asks for no new work
 */
public record LedgerLimits(Duration checkpointInterval, long checkpointBytes, long reservedBytes) {
    public static final LedgerLimits DEFAULT = new LedgerLimits(Duration.ofMinutes(10), 4 << 20, 256 << 20);

    public LedgerLimits {
        if (checkpointInterval.isNegative()
                || checkpointInterval.isZero()
                || checkpointBytes < 1
                || reservedBytes < 0) {
            throw new IllegalArgumentException("a limit of the ledger is not positive");
        }
    }
}
