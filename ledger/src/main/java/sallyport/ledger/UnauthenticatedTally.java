// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts requests nobody can be held to account for, so that a flood of them is a few entries and not a full disk.
 * Bounded: beyond {@link #MAX_COUNTS} pairs of source and code within a minute the rest are counted together.
 * Thread-safe; the lock is a leaf.
 */
final class UnauthenticatedTally {
    static final int MAX_COUNTS = 512;

    /** What sources (and, should even those be too many, codes) beyond the bound are counted under. */
    static final String OTHER = "other";

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private record Key(String source, String errorCode) {}

    private record Count(long count, Instant first, Instant last) {}

    private final Map<Key, Count> counts = new LinkedHashMap<>(); // guarded by this

    synchronized void count(String source, String errorCode, Instant now) {
        counts.merge(
                key(source, errorCode),
                new Count(1, now, now),
                (old, _) -> new Count(old.count() + 1, old.first(), now));
    }

    private Key key(String source, String errorCode) {
        Key exact = new Key(source, errorCode);
        if (counts.size() < MAX_COUNTS || counts.containsKey(exact)) {
            return exact;
        }
        Key shared = new Key(OTHER, errorCode);
        return counts.size() < 2 * MAX_COUNTS || counts.containsKey(shared) ? shared : new Key(OTHER, OTHER);
    }

    /** Takes the counts whose minute is over. */
    synchronized List<LedgerEvent> due(Instant now) {
        return take(now.minus(WINDOW));
    }

    /** Takes every count. */
    synchronized List<LedgerEvent> all() {
        return take(Instant.MAX);
    }

    private List<LedgerEvent> take(Instant newestFirst) {
        List<LedgerEvent> taken = new ArrayList<>();
        counts.entrySet().removeIf(entry -> {
            Count count = entry.getValue();
            if (count.first().isAfter(newestFirst)) {
                return false;
            }
            taken.add(new LedgerEvent.Unauthenticated(
                    entry.getKey().source(), entry.getKey().errorCode(), count.count(), count.first(), count.last()));
            return true;
        });
        return taken;
    }
}
