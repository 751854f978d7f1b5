// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.sigv4;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The ISO 8601 basic form of signing times, {@code 20150830T123600Z}, whole seconds in UTC. */
public final class AmzDate {
    private static final int LENGTH = 16;
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private AmzDate() {}

    public static String format(Instant instant) {
        return FORMAT.format(instant);
    }

    /** Empty unless the text is exactly sixteen characters of that form and a real date. */
    public static Optional<Instant> parse(String text) {
        if (text.length() != LENGTH || text.charAt(8) != 'T' || text.charAt(15) != 'Z') {
            return Optional.empty();
        }
        int date = digits(text, 0, 8);
        int time = digits(text, 9, 15);
        if (date < 0 || time < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.of(
                            date / 10_000, date / 100 % 100, date % 100, time / 10_000, time / 100 % 100, time % 100)
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException noSuchDate) {
            return Optional.empty();
        }
    }

    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
