// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final String SEED = Totp.encode("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

    /** RFC 6238, appendix B, the last six of its eight digits. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void makesTheCodesOfTheStandard(long epochSecond, String code) {
        Totp totp = new Totp(SEED);
        long step = Totp.stepAt(Instant.ofEpochSecond(epochSecond));
        assertThat(totp.code(step)).isEqualTo(code);
        assertThat(totp.matches(code, step)).isTrue();
        assertThat(totp.matches(code, step + 1)).isFalse();
    }

    @Test
    void writesBase32AsEverybodyDoes() {
        assertThat(SEED).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(Totp.encode(new byte[Totp.SEED_BYTES])).hasSize(64);
    }
}
