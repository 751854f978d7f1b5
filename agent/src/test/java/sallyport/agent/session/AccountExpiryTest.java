// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountExpiryTest {
    /** Day 20779 since 1970. */
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "ada:!:19000:0:99999:7:::, false",
        "ada:*:19000:0:99999:7::20780:, false",
        "ada:x:19000:0:99999:7::20779:, true",
        "ada:x:19000:0:99999:7::1:, true",
        "ada:x:19000:0:99999:7::0:, true",
        "ada:x:19000:0:99999:7::soon:, true",
        "ada:x, false",
    })
    void readsTheDayOnWhichAnAccountEnds(String line, boolean past) {
        assertThat(AccountExpiry.isPastLine(line, NOW)).isEqualTo(past);
    }
}
