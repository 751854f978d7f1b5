// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import java.time.Duration;

/** Says a duration in words, as limits are told to users. */
final class Minutes {

    private Minutes() {}

    /** {@code 20 minutes}, {@code 1 minute}, or seconds if it is not a whole number of minutes. */
    static String of(Duration duration) {
        return duration.toSecondsPart() == 0 && duration.toMinutes() > 0
                ? count(duration.toMinutes(), "minute")
                : count(duration.toSeconds(), "second");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
