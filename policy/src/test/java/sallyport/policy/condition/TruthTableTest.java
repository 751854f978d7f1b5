// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator with every prefix and suffix, for a key that is absent, has one value, or is a set. */
class TruthTableTest {
    private static final String KEY = "aws:thing";

    /**
     * An operator with a value of a policy, a value of a request for which it is the same thing, and one for which it is not.
     *
     * @param negated whether the operator holds for the other one
     */
    private record Sample(String operator, boolean negated, String wanted, String same, String other) {}

    static final List<Sample> SAMPLES = List.of(
            new Sample("StringEquals", false, "a", "a", "A"),
            new Sample("StringNotEquals", true, "a", "a", "A"),
            new Sample("StringEqualsIgnoreCase", false, "aB", "Ab", "c"),
            new Sample("StringNotEqualsIgnoreCase", true, "aB", "Ab", "c"),
            new Sample("StringLike", false, "a*", "abc", "bc"),
            new Sample("StringNotLike", true, "a*", "abc", "bc"),
            new Sample("NumericEquals", false, "7.0", "7", "8"),
            new Sample("NumericNotEquals", true, "7", "7.00", "8"),
            new Sample("NumericLessThan", false, "7", "6.9", "7"),
            new Sample("NumericLessThanEquals", false, "7", "7", "7.1"),
            new Sample("NumericGreaterThan", false, "7", "7.1", "7"),
            new Sample("NumericGreaterThanEquals", false, "7", "7", "6.9"),
            new Sample("DateEquals", false, "2026-11-22T08:00:00Z", "1795334400", "2026-11-22"),
            new Sample("DateNotEquals", true, "2026-11-22T08:00:00Z", "2026-11-22T09:00:00+01:00", "2026-11-22"),
            new Sample("DateLessThan", false, "2026-11-22T08:00:00Z", "2026-11-22T07:59:59Z", "2026-11-22T08:00:00Z"),
            new Sample("DateLessThanEquals", false, "2026-11-22", "2026-11-22T00:00Z", "2026-11-22T00:00:00.001Z"),
            new Sample("DateGreaterThan", false, "2026-11", "2026-11-01T00:00:01Z", "2026-11-01"),
            new Sample("DateGreaterThanEquals", false, "2026-11-22", "2026-11-22", "2026-11-21T23:59:59.999Z"),
            new Sample("Bool", false, "true", "True", "false"),
            new Sample("BinaryEquals", false, "AAE=", "AAE=", "AAI="),
            new Sample("IpAddress", false, "10.0.0.0/8", "10.255.0.1", "11.0.0.0"),
            new Sample("NotIpAddress", true, "10.0.0.0/8", "10.255.0.1", "11.0.0.0"),
            new Sample(
                    "ArnEquals",
                    false,
                    "arn:aws:iam::*:role/Dev*",
                    "arn:aws:iam::1:role/DevOps",
                    "arn:aws:iam::1:role/Ops"),
            new Sample(
                    "ArnNotEquals",
                    true,
                    "arn:aws:iam::*:role/Dev*",
                    "arn:aws:iam::1:role/Dev",
                    "arn:aws:iam::1:role/Ops"),
            new Sample(
                    "ArnLike",
                    false,
                    "arn:aws:iam::1:role/a:b*",
                    "arn:aws:iam::1:role/a:bc",
                    "arn:aws:iam:x:1:role/a:bc"),
            new Sample("ArnNotLike", true, "arn:aws:iam::1:role/?", "arn:aws:iam::1:role/a", "arn:aws:iam::1:role/ab"));

    private static boolean holds(String operator, List<String> wanted, Context context) {
        return Condition.of(operator, KEY, wanted, true).holds(context);
    }

    private static Context one(String value) {
        return Context.builder().single("AWS:Thing", value).build();
    }

    private static Context set(String... values) {
        return Context.builder().multi("aws:THING", List.of(values)).build();
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void plain(Sample sample) {
        List<String> wanted = List.of(sample.wanted());
        assertThat(holds(sample.operator(), wanted, Context.empty())).isEqualTo(sample.negated());
        assertThat(holds(sample.operator(), wanted, one(sample.same()))).isEqualTo(!sample.negated());
        assertThat(holds(sample.operator(), wanted, one(sample.other()))).isEqualTo(sample.negated());
        assertThat(holds(sample.operator(), wanted, set(sample.same()))).isFalse();
        assertThat(holds(sample.operator(), wanted, set(sample.other()))).isFalse();
        assertThat(holds(sample.operator(), wanted, set(sample.same(), sample.other())))
                .isFalse();
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void ifExists(Sample sample) {
        String operator = sample.operator() + "IfExists";
        List<String> wanted = List.of(sample.wanted());
        assertThat(holds(operator, wanted, Context.empty())).isTrue();
        assertThat(holds(operator, wanted, one(sample.same()))).isEqualTo(!sample.negated());
        assertThat(holds(operator, wanted, one(sample.other()))).isEqualTo(sample.negated());
        assertThat(holds(operator, wanted, set(sample.same()))).isFalse();
        assertThat(holds(operator, wanted, set(sample.other()))).isFalse();
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void forAllValues(Sample sample) {
        for (String operator :
                List.of("ForAllValues:" + sample.operator(), "ForAllValues:" + sample.operator() + "IfExists")) {
            List<String> wanted = List.of(sample.wanted());
            assertThat(holds(operator, wanted, Context.empty())).isTrue();
            assertThat(holds(operator, wanted, one(sample.same()))).isEqualTo(!sample.negated());
            assertThat(holds(operator, wanted, one(sample.other()))).isEqualTo(sample.negated());
            assertThat(holds(operator, wanted, set(sample.same()))).isEqualTo(!sample.negated());
            assertThat(holds(operator, wanted, set(sample.other()))).isEqualTo(sample.negated());
            assertThat(holds(operator, wanted, set(sample.same(), sample.other())))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void forAnyValue(Sample sample) {
        for (boolean ifExists : List.of(false, true)) {
            String operator = "ForAnyValue:" + sample.operator() + (ifExists ? "IfExists" : "");
            List<String> wanted = List.of(sample.wanted());
            assertThat(holds(operator, wanted, Context.empty())).isEqualTo(ifExists);
            assertThat(holds(operator, wanted, one(sample.same()))).isEqualTo(!sample.negated());
            assertThat(holds(operator, wanted, one(sample.other()))).isEqualTo(sample.negated());
            assertThat(holds(operator, wanted, set(sample.same()))).isEqualTo(!sample.negated());
            assertThat(holds(operator, wanted, set(sample.other()))).isEqualTo(sample.negated());
            assertThat(holds(operator, wanted, set(sample.same(), sample.other())))
                    .isTrue();
        }
    }

    /** Several values of a policy are alternatives; a negated operator wants all of them to differ. */
    @ParameterizedTest
    @FieldSource("SAMPLES")
    void severalValues(Sample sample) {
        if (sample.operator().contains("Than") || sample.operator().equals("Bool")) {
            return; // the second value would agree as well
        }
        String elsewhere = sample.operator().contains("Arn") ? "arn:aws:iam::9:user/x" : sample.wanted();
        List<String> wanted = List.of(elsewhere, sample.wanted());
        assertThat(holds(sample.operator(), wanted, one(sample.same()))).isEqualTo(!sample.negated());
        assertThat(holds(sample.operator(), wanted, one(sample.other()))).isEqualTo(sample.negated());
    }

    static Stream<Arguments> unreadable() {
        return SAMPLES.stream()
                .filter(sample -> !sample.operator().startsWith("String"))
                .flatMap(sample -> Stream.of(
                        Arguments.of(sample.operator(), sample.wanted(), "?!"),
                        Arguments.of(sample.operator(), sample.wanted(), ""),
                        Arguments.of(sample.operator(), "?!", sample.same()),
                        Arguments.of(sample.operator(), "?!", sample.other())));
    }

    /** Neither an operator nor its negation holds for what nobody can read. */
    @ParameterizedTest
    @MethodSource("unreadable")
    void unreadableValues(String operator, String wanted, String found) {
        for (String form :
                List.of(operator, operator + "IfExists", "ForAnyValue:" + operator, "ForAllValues:" + operator)) {
            assertThat(holds(form, List.of(wanted), one(found))).as(form).isFalse();
        }
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void nullAsksForTheKey(Sample sample) {
        for (Context present : List.of(one(sample.same()), set(sample.other()), set("a", "b"), one(""))) {
            assertThat(holds("Null", List.of("true"), present)).isFalse();
            assertThat(holds("Null", List.of("false"), present)).isTrue();
        }
        assertThat(holds("Null", List.of("True"), Context.empty())).isTrue();
        assertThat(holds("Null", List.of("false"), Context.empty())).isFalse();
        assertThat(holds("Null", List.of("maybe"), Context.empty())).isFalse();
    }
}
