// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws.protocol;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;

/** Timestamps between the wire and epoch milliseconds. */
final class Timestamps {
    /** Years 1 to 9999; beyond them no form of ours can write what was read. */
    private static final long EARLIEST = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();

    private static final long LATEST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    /** Longer is no timestamp, and a number of a million digits is an attack. */
    private static final int LONGEST = 64;

    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /** Reads seconds with an optional fraction, or ISO 8601; empty if the text is neither. */
    static OptionalLong parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return OptionalLong.empty();
        }
        try {
            return text.indexOf('T') > 0
                    ? inRange(OffsetDateTime.parse(text).toInstant().toEpochMilli())
                    : ofSeconds(new BigDecimal(text));
        } catch (DateTimeException | ArithmeticException | NumberFormatException notATimestamp) {
            return OptionalLong.empty();
        }
    }

    /** Reads a JSON number of seconds. */
    static OptionalLong ofSeconds(BigDecimal seconds) {
        // compared before it is scaled: 1e999999999 must not be written out
        if (seconds.precision() - seconds.scale() > 13 || seconds.scale() > LONGEST) {
            return OptionalLong.empty();
        }
        return inRange(seconds.movePointRight(3).setScale(0, RoundingMode.DOWN).longValueExact());
    }

    /** Seconds with as many decimals as needed, three at most. */
    static BigDecimal seconds(long epochMillis) {
        BigDecimal seconds = BigDecimal.valueOf(epochMillis, 3).stripTrailingZeros();
        return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
    }

    /** {@code 2015-08-30T12:36:00Z}. */
    static String iso8601(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** {@code 2015-08-30T12:36:00.000Z}. */
    static String iso8601Millis(long epochMillis) {
        return MILLISECONDS.format(Instant.ofEpochMilli(epochMillis));
    }

    /** {@code Sun, 30 Aug 2015 12:36:00 GMT}. */
    static String rfc822(long epochMillis) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC));
    }

    private static OptionalLong inRange(long epochMillis) {
        return epochMillis >= EARLIEST && epochMillis <= LATEST ? OptionalLong.of(epochMillis) : OptionalLong.empty();
    }
}
