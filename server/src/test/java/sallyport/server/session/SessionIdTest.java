// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionIdTest {

    private final SecureRandom random = new SecureRandom();

    @Test
    void isTheNameAndTwentySixLettersAndDigits() {
        assertThat(SessionId.random("admin", random).text()).matches("admin-[a-z0-9]{26}");
        assertThat(SessionId.random("admin", random)).isNotEqualTo(SessionId.random("admin", random));
    }

    @Test
    void keepsEveryNameIamAllows() {
        assertThat(SessionId.random("a.b_c+d=e,f@g-h", random).text()).startsWith("a.b_c+d=e,f@g-h-");
    }

    @Test
    void cutsAndAltersNamesThatDoNotFit() {
        assertThat(SessionId.random("x".repeat(128), random).text()).hasSize(96);
        assertThat(SessionId.random("a b/c:d", random).text()).startsWith("a_b_c_d-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin-abcdefghij0123456789abcdef", "a-b-abcdefghij0123456789abcdef"})
    void readsIds(String text) {
        assertThat(SessionId.parse(text)).contains(new SessionId(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "admin",
                "-abcdefghij0123456789abcdef",
                "admin-abcdefghij0123456789abcde",
                "admin-ABCDEFGHIJ0123456789abcdef",
                "../x-abcdefghij0123456789abcdef",
                "a/b-abcdefghij0123456789abcdef",
                "admin-abcdefghij0123456789abcdef\n"
            })
    void refusesWhatIsNoId(String text) {
        assertThat(SessionId.parse(text)).isEmpty();
        assertThatThrownBy(() -> new SessionId(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
