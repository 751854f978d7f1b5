// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy.condition;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import sallyport.policy.condition.Operand.Relation;

/** What a condition block may compare with, without the prefixes ForAllValues and ForAnyValue and the suffix IfExists. */
enum Operator {
    STRING_EQUALS("StringEquals"),
    STRING_NOT_EQUALS("StringNotEquals"),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase"),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase"),
    STRING_LIKE("StringLike"),
    STRING_NOT_LIKE("StringNotLike"),
    NUMERIC_EQUALS("NumericEquals"),
    NUMERIC_NOT_EQUALS("NumericNotEquals"),
    NUMERIC_LESS_THAN("NumericLessThan"),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals"),
    NUMERIC_GREATER_THAN("NumericGreaterThan"),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals"),
    DATE_EQUALS("DateEquals"),
    DATE_NOT_EQUALS("DateNotEquals"),
    DATE_LESS_THAN("DateLessThan"),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals"),
    DATE_GREATER_THAN("DateGreaterThan"),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals"),
    BOOL("Bool"),
    BINARY_EQUALS("BinaryEquals"),
    IP_ADDRESS("IpAddress"),
    NOT_IP_ADDRESS("NotIpAddress"),
    ARN_EQUALS("ArnEquals"),
    ARN_NOT_EQUALS("ArnNotEquals"),
    ARN_LIKE("ArnLike"),
    ARN_NOT_LIKE("ArnNotLike"),
    NULL("Null");

    private static final Map<String, Operator> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Operator::awsName, Function.identity()));

    private final String awsName;

    Operator(String awsName) {
        this.awsName = awsName;
    }

    String awsName() {
        return awsName;
    }

    /** Names are case-sensitive, as all element names are. */
    static Optional<Operator> of(String awsName) {
        return Optional.ofNullable(BY_NAME.get(awsName));
    }

    /** Whether it holds when no value agrees, and for a key that is absent. */
    boolean isNegated() {
        return awsName.contains("Not");
    }

    /** Reads one value of a policy. Only texts and ARNs can hold variables. */
    Operand operand(String text, boolean variables) {
        return switch (this) {
            case STRING_EQUALS, STRING_NOT_EQUALS -> new Operand.Text(Template.literal(text, variables, false));
            case STRING_EQUALS_IGNORE_CASE, STRING_NOT_EQUALS_IGNORE_CASE ->
                new Operand.Text(Template.literal(text, variables, true));
            case STRING_LIKE, STRING_NOT_LIKE -> new Operand.Text(Template.like(text, variables));
            case NUMERIC_EQUALS, NUMERIC_NOT_EQUALS -> Operand.Decimal.of(text, Relation.EQUAL);
            case NUMERIC_LESS_THAN -> Operand.Decimal.of(text, Relation.LESS);
            case NUMERIC_LESS_THAN_EQUALS -> Operand.Decimal.of(text, Relation.LESS_OR_EQUAL);
            case NUMERIC_GREATER_THAN -> Operand.Decimal.of(text, Relation.GREATER);
            case NUMERIC_GREATER_THAN_EQUALS -> Operand.Decimal.of(text, Relation.GREATER_OR_EQUAL);
            case DATE_EQUALS, DATE_NOT_EQUALS -> Operand.Moment.of(text, Relation.EQUAL);
            case DATE_LESS_THAN -> Operand.Moment.of(text, Relation.LESS);
            case DATE_LESS_THAN_EQUALS -> Operand.Moment.of(text, Relation.LESS_OR_EQUAL);
            case DATE_GREATER_THAN -> Operand.Moment.of(text, Relation.GREATER);
            case DATE_GREATER_THAN_EQUALS -> Operand.Moment.of(text, Relation.GREATER_OR_EQUAL);
            case BOOL, NULL -> Operand.Flag.of(text);
            case BINARY_EQUALS -> Operand.Bytes.of(text);
            case IP_ADDRESS, NOT_IP_ADDRESS -> Operand.Network.of(text);
            case ARN_EQUALS, ARN_NOT_EQUALS, ARN_LIKE, ARN_NOT_LIKE -> Operand.Arn.of(text, variables);
        };
    }
}
