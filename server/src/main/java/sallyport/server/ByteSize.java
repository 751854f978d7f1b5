// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes as operators write it: {@code 512}, {@code 256KiB}, {@code 4MiB}, {@code 1GiB}.
 *
 * @param bytes 0 or more
 */
public record ByteSize(long bytes) {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,12})\\s*(B|KiB|MiB|GiB)?");

    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size cannot be negative");
        }
    }

    static ByteSize parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is not a size; write for example 512, 256KiB, 4MiB or 1GiB".formatted(text));
        }
        String unit = matcher.group(2) == null ? "B" : matcher.group(2);
        int shift = switch (unit) {
            case "KiB" -> 10;
            case "MiB" -> 20;
            case "GiB" -> 30;
            default -> 0;
        };
        return new ByteSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift));
    }

    /** The value for an API that counts in {@code int}. */
    public int toInt() {
        return Math.toIntExact(bytes);
    }

    @Override
    public String toString() {
        for (Unit unit : Unit.values()) {
            if (bytes > 0 && bytes % unit.bytes == 0) {
                return bytes / unit.bytes + unit.name;
            }
        }
        return Long.toString(bytes);
    }

    private enum Unit {
        GIB("GiB", 1L << 30),
        MIB("MiB", 1L << 20),
        KIB("KiB", 1L << 10);

        private final String name;
        private final long bytes;

        Unit(String name, long bytes) {
            this.name = name;
            this.bytes = bytes;
        }
    }
}
