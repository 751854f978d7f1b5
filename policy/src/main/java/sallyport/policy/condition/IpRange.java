// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy.condition;

import org.jspecify.annotations.Nullable;

/**
 * A block of addresses, {@code 10.0.0.0/8} or {@code 2001:db8::/32}; a single address is a block of one.
 *
 * <p>Read here and not by {@code InetAddress}, which may ask a name server and takes {@code 10.1} for an address.
 *
 * @param high the first 64 bits of an IPv6 address, 0 for IPv4
 * @param low the last 64 bits of an IPv6 address, or the 32 of an IPv4 address
 * @param prefix how many leading bits, of 128 or 32, all addresses of the block share
 */
record IpRange(boolean six, long high, long low, int prefix) {
    private static final int FOUR_BITS = 32;
    private static final int SIX_BITS = 128;
    private static final int HALF = 64;
    private static final int GROUPS = 8;
    private static final int MAX_GROUP_DIGITS = 4;

    /** A block or an address; null if it is neither. */
    static @Nullable IpRange read(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return readAddress(text);
        }
        IpRange address = readAddress(text.substring(0, slash));
        int bits = number(text, slash + 1, text.length(), SIX_BITS);
        if (address == null || bits < 0 || bits > address.prefix()) {
            return null;
        }
        return new IpRange(address.six(), address.high(), address.low(), bits);
    }

    /** An address; null if it is none. */
    static @Nullable IpRange readAddress(String text) {
        if (text.indexOf(':') >= 0) {
            return readSix(text);
        }
        long bits = four(text, 0);
        return bits < 0 ? null : new IpRange(false, 0, bits, FOUR_BITS);
    }

    boolean contains(IpRange address) {
        if (six != address.six()) {
            return false;
        }
        if (!six) {
            return sameBits(low, address.low(), prefix, FOUR_BITS);
        }
        return sameBits(high, address.high(), Math.min(prefix, HALF), HALF)
                && sameBits(low, address.low(), Math.max(prefix - HALF, 0), HALF);
    }

    private static boolean sameBits(long one, long other, int bits, int width) {
        return bits == 0 || one >>> (width - bits) == other >>> (width - bits);
    }

    /** Four numbers from {@code start} to the end, or -1. */
    private static long four(String text, int start) {
        long bits = 0;
        int at = start;
        for (int part = 0; part < 4; part++) {
            int dot = part < 3 ? text.indexOf('.', at) : text.length();
            int value = dot < 0 ? -1 : number(text, at, dot, 255);
            if (value < 0) {
                return -1;
            }
            bits = (bits << 8) | value;
            at = dot + 1;
        }
        return bits;
    }

    /** A decimal number without leading zeros, which some programs read as octal; or -1. */
    private static int number(String text, int start, int end, int max) {
        if (start >= end || end - start > 3 || (end - start > 1 && text.charAt(start) == '0')) {
            return -1;
        }
        int value = 0;
        for (int i = start; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value <= max ? value : -1;
    }

    private static @Nullable IpRange readSix(String text) {
        int gap = text.indexOf("::");
        int[] groups = new int[GROUPS];
        if (gap < 0) {
            return groups(text, groups) == GROUPS ? of(groups) : null;
        }
        int[] tail = new int[GROUPS];
        int before = gap == 0 ? 0 : groups(text.substring(0, gap), groups);
        String rest = text.substring(gap + 2);
        int after = rest.isEmpty() ? 0 : groups(rest, tail);
        if (before < 0 || after < 0 || before + after >= GROUPS) {
            return null;
        }
        System.arraycopy(tail, 0, groups, GROUPS - after, after);
        return of(groups);
    }

    private static IpRange of(int[] groups) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < GROUPS / 2; i++) {
            high = (high << 16) | groups[i];
            low = (low << 16) | groups[i + GROUPS / 2];
        }
        return new IpRange(true, high, low, SIX_BITS);
    }

    /** Reads groups between single colons, the last two perhaps as four decimal numbers. Gives their count, or -1. */
    private static int groups(String text, int[] into) {
        int count = 0;
        int at = 0;
        while (true) {
            int colon = text.indexOf(':', at);
            int end = colon < 0 ? text.length() : colon;
            if (colon < 0 && text.indexOf('.', at) >= 0) {
                long bits = four(text, at);
                if (bits < 0 || count > GROUPS - 2) {
                    return -1;
                }
                into[count++] = (int) (bits >>> 16);
                into[count++] = (int) (bits & 0xFFFF);
                return count;
            }
            int group = hex(text, at, end);
            if (group < 0 || count == GROUPS) {
                return -1;
            }
            into[count++] = group;
            if (colon < 0) {
                return count;
            }
            at = colon + 1;
        }
    }

    private static int hex(String text, int start, int end) {
        if (start >= end || end - start > MAX_GROUP_DIGITS) {
            return -1;
        }
        int value = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = (value << 4) | digit;
        }
        return value;
    }
}
