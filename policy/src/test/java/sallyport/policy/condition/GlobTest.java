// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "*, '', true",
        "*, a:b/c, true",
        "'', '', true",
        "'', a, false",
        "?, a, true",
        "?, '', false",
        "?, ab, false",
        "a*, a, true",
        "a*, abc, true",
        "a*, ba, false",
        "*c, abc, true",
        "*c, abcd, false",
        "a*c, ac, true",
        "a*c, abcbc, true",
        "a?c, abc, true",
        "a?c, ac, false",
        "**, '', true",
        "a**b, ab, true",
        "*?, '', false",
        "*?, x, true",
        "abc, ABC, false",
        "arn:aws:ssm:*:*:session/x, arn:aws:ssm:us-east-1:1:session/x, true",
        "arn:aws:s3:::b/*, arn:aws:s3:::b/k/x, true"
    })
    void matches(String pattern, String text, boolean expected) {
        assertThat(Glob.of(pattern).matches(text)).isEqualTo(expected);
    }

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesWithARegularExpression(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            String pattern = text(random, "ab*?");
            String text = text(random, "ab");
            String expression = pattern.replace("*", ".*").replace("?", ".");
            assertThat(Glob.of(pattern).matches(text))
                    .as("%s on %s", pattern, text)
                    .isEqualTo(Pattern.matches(expression, text));
        }
    }

    private static String text(Random random, String letters) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(10); length > 0; length--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    /** With backtracking to more than one star this would take longer than there will be computers. */
    @Test
    void staysCheapWithThousandsOfStars() {
        String text = "a".repeat(20_000);
        assertThat(Glob.of("*a".repeat(3000) + "*").matches(text)).isTrue();
        assertThat(Glob.of("*a".repeat(3000) + "*b").matches(text)).isFalse();
        assertThat(Glob.of("*aaaaaaaaaaaaaaab".repeat(100) + "*").matches(text)).isFalse();
        assertThat(Glob.of("*?".repeat(3000)).matches(text)).isTrue();
    }

    @Test
    void takesWildcardsOfTheTextForThemselves() {
        assertThat(Glob.of("a?c").matches("a*c")).isTrue();
        assertThat(Glob.of("abc").matches("a*c")).isFalse();
        assertThat(Glob.of("abc").matches("a\uFFFFc")).isFalse();
        assertThat(Glob.of("ab").matches("\uFFFF")).isFalse();
    }
}
