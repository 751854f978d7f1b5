// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class PageTokensTest {
    private final PageTokens tokens = tokens("key");

    @Test
    void findsTheCursorAgain() {
        for (String cursor : List.of("", "i-0123456789abcdef0", "ä\u0000€")) {
            assertThat(tokens.cursor(List.of("q"), tokens.issue(List.of("q"), cursor)))
                    .contains(cursor);
        }
    }

    @Test
    void refusesATokenOfAnotherQuestion() {
        String token = tokens.issue(List.of("DescribeSessions", "Active"), "c");
        assertThat(tokens.cursor(List.of("DescribeSessions", "History"), token)).isEmpty();
        assertThat(tokens.cursor(List.of("DescribeSessions", "Active", ""), token))
                .isEmpty();
    }

    @Test
    void refusesATokenOfAnotherServer() {
        assertThat(tokens.cursor(List.of("q"), tokens("other").issue(List.of("q"), "c")))
                .isEmpty();
    }

    @Test
    void refusesChangedAndMadeUpTokens() {
        String token = tokens.issue(List.of("q"), "cursor");
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'Q' : 'A';
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            assertThat(tokens.cursor(List.of("q"), changed)).isEmpty();
        }
        for (String madeUp : List.of("", "x", "***", "A".repeat(22), "A".repeat(100_000))) {
            assertThat(tokens.cursor(List.of("q"), madeUp)).isEmpty();
        }
    }

    private static PageTokens tokens(String key) {
        return new PageTokens(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    }
}
