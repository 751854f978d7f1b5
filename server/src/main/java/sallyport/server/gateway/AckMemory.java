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
 * <p>Numbers come nearly in order, so a floor and a few ranges above it hold them all. If the ranges become too many the oldest are forgotten: then a repeated frame is
 * passed on, which does no harm.
 */
final class AckMemory {
    static final int MAX_RANGES = 1_024;

    /** The first number this relay has seen; nothing is known of those before it. */
    private long base = -1;

    /** Every number from {@link #base} up to, not including, this one is acknowledged. */
    private long floor;

    /** Acknowledged above the floor: first number to last number, ranges neither touch nor overlap. */
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
        if (base < 0 || sequence < floor) {
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
        Map.Entry<Long, Long> first = ranges.isEmpty() ? null : ranges.firstEntry();
        if (first != null && first.getKey() == floor) {
            floor = first.getValue() + 1;
            ranges.remove(first.getKey());
        }
    }

    private void addRange(long sequence) {
        Map.Entry<Long, Long> below = ranges.floorEntry(sequence);
        if (below != null && below.getValue() >= sequence) {
            return;
        }
        long from = below != null && below.getValue() == sequence - 1 ? below.getKey() : sequence;
        Long above = ranges.remove(sequence + 1);
        ranges.put(from, above != null ? above : sequence);
        if (ranges.size() > MAX_RANGES) {
            ranges.pollFirstEntry();
        }
    }

    boolean contains(long sequence) {
        if (base < 0 || sequence < base) {
            return false;
        }
        if (sequence < floor) {
            return true;
        }
        Map.Entry<Long, Long> range = ranges.floorEntry(sequence);
        return range != null && range.getValue() >= sequence;
    }

    /** Whether everything from the first number seen up to this one is acknowledged. */
    boolean coversAllUpTo(long sequence) {
        return base < 0 || floor > sequence;
    }
}
