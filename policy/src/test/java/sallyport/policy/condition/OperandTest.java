// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperandTest {
    private static boolean holds(String operator, String wanted, String found) {
        return Condition.of(operator, "a:b", List.of(wanted), true)
                .holds(Context.builder().single("a:b", found).build());
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.77/24, 192.0.2.1, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1/32, 192.0.2.2, false",
        "0.0.0.0/0, 255.255.255.255, true",
        "0.0.0.0/0, ::1, false",
        "::/0, 2001:db8::1, true",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:db8::/65, 2001:db8::7fff:0:0:1, true",
        "2001:db8::/65, 2001:db8::8000:0:0:1, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "::ffff:192.0.2.1, ::ffff:c000:201, true",
        "192.0.2.1, ::ffff:192.0.2.1, false",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8, true",
        "2001:DB8::1, 2001:db8::1, true"
    })
    void addresses(String block, String address, boolean inside) {
        assertThat(holds("IpAddress", block, address)).isEqualTo(inside);
        assertThat(holds("NotIpAddress", block, address)).isEqualTo(!inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "10.1",
                "10.0.0",
                "10.0.0.256",
                "010.0.0.1",
                "10.0.0.1.",
                ".10.0.0.1",
                "10.0.0.1/33",
                "10.0.0.1/-1",
                "10.0.0.1/",
                "10.0.0.1/08",
                "٣.0.0.1",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7::8",
                "12345::",
                "g::",
                "::1%eth0",
                "::1/129",
                "::1.2.3",
                "1:2:3:4:5:6:7:1.2.3.4",
                "localhost",
                " 10.0.0.1"
            })
    void noAddresses(String text) {
        assertThat(IpRange.read(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00Z",
        "-1, 1969-12-31T23:59:59Z",
        "1795334400, 2026-11-22T08:00:00Z",
        "2026-11, 2026-11-01T00:00:00Z",
        "2026-11-22, 2026-11-22T00:00:00Z",
        "2026-11-22T08:00Z, 2026-11-22T08:00:00Z",
        "2026-11-22T08:00:00, 2026-11-22T08:00:00Z",
        "2026-11-22T08:00:00.25Z, 2026-11-22T08:00:00.250Z",
        "2026-11-22t08:00:00z, 2026-11-22T08:00:00Z",
        "2026-11-22T08:00:00-05:30, 2026-11-22T13:30:00Z"
    })
    void moments(String text, Instant expected) {
        assertThat(Moments.read(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "now",
                "2026-13",
                "2026-02-30",
                "2026-11-22T25:00Z",
                "2026-11-22 08:00",
                "2026-11.5",
                "2026-11-22Z",
                "9999999999999999999",
                "999999999999999999",
                "1.5",
                "２０２６-11",
                "2026-11-22T08:00:00Z "
            })
    void noMoments(String text) {
        assertThat(Moments.read(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "NumericEquals, 1e3, 1000",
        "NumericEquals, 0, -0",
        "NumericEquals, +5, 5",
        "NumericEquals, 9007199254740993, 9007199254740993.0",
        "NumericLessThan, 1e999999999, 1",
        "NumericGreaterThan, -1e999999999, -1",
        "NumericNotEquals, 9007199254740993, 9007199254740992"
    })
    void numbers(String operator, String wanted, String found) {
        assertThat(holds(operator, wanted, found)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0x10", "1_000", "٣", "NaN", "Infinity", " 1", "1f", "--1", "1e99999999999"})
    void noNumbers(String text) {
        assertThat(holds("NumericEquals", text, text)).isFalse();
        assertThat(holds("NumericNotEquals", "1", text)).isFalse();
        assertThat(holds("NumericLessThan", "9".repeat(65), "1")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::1:role/*, arn:aws:iam::1:role/a/b:c, true",
        "arn:aws:*:*:*:*, arn:aws:iam::1:role/a, true",
        "arn:aws:iam::1:*, arn:aws:iam::1:, true",
        "arn:*, arn:aws:iam::1:role/a, false",
        "*, arn:aws:iam::1:role/a, false",
        "arn:aws:iam::*, arn:aws:iam::1:role/a, false",
        "arn:aws:*:role/a, arn:aws:iam::1:role/a, false",
        "arn:aws:iam::1:role/a, arn:aws:iam::1, false"
    })
    void arns(String wanted, String found, boolean expected) {
        assertThat(holds("ArnLike", wanted, found)).isEqualTo(expected);
        assertThat(holds("ArnEquals", wanted, found)).isEqualTo(expected);
    }

    /** A star of one part does not reach into the next one, as it would in StringLike. */
    @Test
    void partsOfAnArnAreComparedOneByOne() {
        assertThat(holds("ArnLike", "arn:aws:iam::1*:role/a", "arn:aws:iam::1:2:role/a"))
                .isFalse();
        assertThat(holds("StringLike", "arn:aws:iam::1*:role/a", "arn:aws:iam::1:2:role/a"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "StringEquals, 'x${aws:username}', xalice, true",
        "StringEquals, '${AWS:UserName}', alice, true",
        "StringLike, '${aws:username}-*', alice-0a, true",
        "StringLike, '${aws:username}-*', bob-0a, false",
        "StringLike, '${star}-*', '*-0a', true",
        "StringLike, '${star}-*', 'bob-0a', false",
        "StringLike, '${mark}', 'bob', false",
        "StringNotLike, '${mark}', 'bob', false",
        "StringEqualsIgnoreCase, '${aws:username}', ALICE, true",
        "StringEquals, '${no, ''dflt''}', dflt, true",
        "StringEquals, '${no,''*''}', '*', true",
        "StringLike, '${no, ''*''}', 'x', false",
        "StringEquals, '${no, dflt}', dflt, false",
        "StringEquals, '${aws:username, ''dflt''}', alice, true",
        "StringEquals, '${set}', a, false",
        "StringNotEquals, '${set}', b, false",
        "StringEquals, '${*}${?}${$}', '*?$', true",
        "StringLike, 'a${*}', 'a*', true",
        "StringLike, 'a${?}', 'ab', false",
        "StringEquals, '${open', '${open', true",
        "StringEquals, '$aws:username', '$aws:username', true",
        "StringEquals, '${}', '${}', false",
        "ArnLike, 'arn:aws:iam::1:user/${aws:username}', 'arn:aws:iam::1:user/alice', true",
        "ArnLike, 'arn:aws:iam::${aws:username}:user/a', 'arn:aws:iam::alice:user/a', true",
        "ArnLike, 'arn:aws:iam::1:user/${star}', 'arn:aws:iam::1:user/alice', false",
        "ArnLike, 'arn:aws:${colons}:user/a', 'arn:aws:iam::1:user/a', false",
        "ArnNotLike, 'arn:aws:iam::1:user/${no}', 'arn:aws:iam::1:user/alice', false",
        "NumericEquals, '${number}', 5, false"
    })
    void variables(String operator, String wanted, String found, boolean expected) {
        Context context = Context.builder()
                .single("a:b", found)
                .single("aws:username", "alice")
                .single("star", "*")
                .single("mark", "\uFFFF")
                .single("colons", "iam::1")
                .single("number", "5")
                .multi("set", List.of("a"))
                .build();
        assertThat(Condition.of(operator, "a:b", List.of(wanted), true).holds(context))
                .isEqualTo(expected);
    }

    @Test
    void variablesAreTextInTheOldVersion() {
        Context context =
                Context.builder().single("aws:username", "${aws:username}").build();
        Condition condition = Condition.of("StringEquals", "aws:username", List.of("${aws:username}"), false);
        assertThat(condition.holds(context)).isTrue();
        assertThat(condition.holds(
                        Context.builder().single("aws:username", "alice").build()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"k, \u212A", "s, \u017F", "i, \u0130", "I, \u0131", "a, \u0430", "ss, \u00DF"})
    void lookAlikesAreDifferent(String ascii, String lookAlike) {
        assertThat(holds("StringEqualsIgnoreCase", ascii, lookAlike)).isFalse();
        assertThat(holds("StringEqualsIgnoreCase", lookAlike, ascii)).isFalse();
    }

    @Test
    void otherLettersHaveCaseAsWell() {
        assertThat(holds("StringEqualsIgnoreCase", "MÜLLER", "müller")).isTrue();
    }

    @Test
    void keysHaveNoCaseAndTheLastOneWins() {
        Context context = Context.builder()
                .single("aws:ResourceTag/Env", "dev")
                .single("AWS:resourcetag/ENV", "prod")
                .multi("aws:TagKeys", List.of())
                .build();
        assertThat(context.values("aws:resourceTag/env")).containsExactly("prod");
        assertThat(context.has("aws:TagKeys")).isFalse();
        assertThat(context.entries()).hasSize(1);
        assertThat(context.toBuilder().without("aws:resourcetag/env").build()).isEqualTo(Context.empty());
    }

    @Test
    void anEntryGivesTheSameContextAgain() {
        Context context =
                Context.builder().single("b", "1").multi("a", List.of("x", "y")).build();
        Context.Builder copy = Context.builder();
        context.entries().forEach(copy::entry);
        assertThat(copy.build()).isEqualTo(context).hasSameHashCodeAs(context).hasToString(context.toString());
        @Nullable Object other = null;
        assertThat(context.equals(other)).isFalse();
    }
}
