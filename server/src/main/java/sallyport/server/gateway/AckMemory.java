// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.gateway;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which stream frames the client has acknowledged, as far as this relay has seen them.
 *
 * <p>COMPAT: the official agent loses acknowledgements that come back before it has noted the frame, and then repeats the frame for ever; the official client
 * acknowledges nothing twice. So the gateway remembers, and answers the agent itself (docs/protocol/data-channel.md).
 *
 * <p>Numbers come nearly in order, so a floor and a few ranges hold them all. The first frame a relay sees need not be the agent's oldest, if a cut took that one: ranges may
 * lie below the first number too. If the ranges become too many the oldest are forgotten: then a repeated frame is
 * passed on, which does no harm.
 */
final class AckMemory {
    static final int MAX_RANGES = 1_024;

    /** The first number this relay has seen; of those before it only what is in a range is known. */
    private long base = -1;

    /** Every number from {@link #base} up to, not including, this one is acknowledged. */
    private long floor;

    /** Acknowledged above the floor or below the base: first number to last number, ranges neither touch nor overlap. */
    private final NavigableMap<Long, Long> ranges = new TreeMap<>();

    /** A frame with this number passes for the first time or again. */
    void passed(long sequence) {
        if (base < 0) {
            base = sequence;
            floor = sequence;
        }
    }

    /** The client has acknowledged this number. */
    void acknowledged(long sequence) {
        if (base < 0 || contains(sequence)) {
            return;
        }
        if (sequence == floor) {
            floor++;
            absorb();
        } else {
            addRange(sequence);
        }
    }

    private void absorb() {
        Long last = ranges.remove(floor);
        if (last != null) {
            floor = last + 1;
        }
    }

    private void addRange(long sequence) {
        Map.Entry<Long, Long> below = ranges.floorEntry(sequence);
        long from = below != null && below.getValue() == sequence - 1 ? below.getKey() : sequence;
        Long above = ranges.remove(sequence + 1);
        ranges.put(from, above != null ? above : sequence);
        if (ranges.size() > MAX_RANGES) {
            ranges.pollFirstEntry();
        }
    }

    boolean contains(long sequence) {
        if (base < 0) {
            return false;
        }
        if (sequence >= base && sequence < floor) {
            return true;
        }
        Map.Entry<Long, Long> range = ranges.floorEntry(sequence);
        return range != null && range.getValue() >= sequence;
    }

    /** Whether everything from the first number seen up to, not including, this one is acknowledged. */
    boolean coversAllBelow(long sequence) {
        return base < 0 || sequence <= floor;
    }

    /** Whether everything from the first number seen up to this one is acknowledged. */
    boolean coversAllUpTo(long sequence) {
        return base < 0 || floor > sequence;
    }
}
