// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy.condition;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Points in time as policies write them: seconds since 1970, or ISO 8601 from the month on ({@code 2026-11}, {@code 2026-11-22},
 * {@code 2026-11-22T08:30Z}, {@code 2026-11-22T08:30:00.5+01:00}). Without an offset it is UTC.
 */
final class Moments {
    /** Seconds of years far beyond those that {@link Instant} knows. */
    private static final int MAX_DIGITS = 18;

    private static final int MAX_LENGTH = 64;

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("uuuu-MM")
            .optionalStart()
            .appendPattern("-dd")
            .optionalStart()
            .appendPattern("'T'HH:mm")
            .optionalStart()
            .appendPattern(":ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH:mm", "Z")
            .optionalEnd()
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private Moments() {}

    /** The moment in a text, null if it holds none. */
    static @Nullable Instant read(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return null;
        }
        try {
            return isSeconds(text) ? Instant.ofEpochSecond(Long.parseLong(text)) : readIso(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean isSeconds(String text) {
        int first = text.charAt(0) == '-' ? 1 : 0;
        if (text.length() == first || text.length() - first > MAX_DIGITS) {
            return false;
        }
        return text.chars().skip(first).allMatch(c -> c >= '0' && c <= '9');
    }

    private static Instant readIso(String text) {
        TemporalAccessor moment =
                ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from, YearMonth::from);
        return switch (moment) {
            case OffsetDateTime exact -> exact.toInstant();
            case LocalDateTime utc -> utc.toInstant(ZoneOffset.UTC);
            case LocalDate day -> day.atStartOfDay(ZoneOffset.UTC).toInstant();
            case YearMonth month -> month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            default -> throw new DateTimeException("not a moment");
        };
    }
}
