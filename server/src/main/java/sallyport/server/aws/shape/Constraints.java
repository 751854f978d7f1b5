// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws.shape;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import sallyport.server.aws.shape.Shape.BlobShape;
import sallyport.server.aws.shape.Shape.BooleanShape;
import sallyport.server.aws.shape.Shape.ListShape;
import sallyport.server.aws.shape.Shape.MapShape;
import sallyport.server.aws.shape.Shape.NumberShape;
import sallyport.server.aws.shape.Shape.Range;
import sallyport.server.aws.shape.Shape.StringShape;
import sallyport.server.aws.shape.Shape.Structure;
import sallyport.server.aws.shape.Shape.TimestampShape;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Checks a request against what its model demands, and says what is wrong in AWS's words.
 *
 * <pre>
 * 2 validation errors detected: Value '' at 'target' failed to satisfy constraint: Member must have length greater than
 * or equal to 1; Value null at 'sessionId' failed to satisfy constraint: Member must not be null
 * </pre>
 *
 * Paths are member names with a small first letter; list elements are {@code filters.1.member}. What a list's or map's plain elements
 * violate is told of the list or map as a whole, as AWS does.
 */
public final class Constraints {
    /** AWS stops nowhere; we do, because the answer to a large request need not be larger still. */
    private static final int MOST_VIOLATIONS = 20;

    private static final int LONGEST_VALUE = 512;

    private final List<String> violations = new ArrayList<>();

    private Constraints() {}

    /** Empty if the request is good, else the whole message. */
    public static Optional<String> check(Structure shape, JsonNode request) {
        var constraints = new Constraints();
        constraints.structure(shape, request, "");
        List<String> found = constraints.violations;
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String heading = found.size() == 1 ? "1 validation error" : found.size() + " validation errors";
        return Optional.of(heading + " detected: " + String.join("; ", found));
    }

    private void structure(Structure shape, JsonNode value, String path) {
        for (Member member : shape.members().values()) {
            String memberPath = path + decapitalized(member.name());
            JsonNode found = value.get(member.name());
            if (found != null && !found.isNull()) {
                value(member.shape(), found, memberPath);
            } else if (shape.required().contains(member.name())) {
                violateNull(memberPath);
            }
        }
    }

    private void value(Shape shape, JsonNode value, String path) {
        if (value.isNull()) {
            violateNull(path);
            return;
        }
        switch (shape) {
            case Structure structure -> structure(structure, value, path + ".");
            case ListShape list -> list(list, value, path);
            case MapShape map -> map(map, value, path);
            case StringShape _, NumberShape _, BlobShape _, BooleanShape _, TimestampShape _ -> {
                for (String broken : broken(shape, value)) {
                    violate(valueAt(shape, value, path), broken);
                }
            }
        }
    }

    private void list(ListShape list, JsonNode value, String path) {
        for (String broken : brokenLength(list.length(), value.size())) {
            violate(valueAt(list, value, path), broken);
        }
        for (int i = 0; i < value.size(); i++) {
            if (value.get(i).isNull()) {
                violateNull(path + "." + (i + 1) + ".member");
                return;
            }
        }
        if (isPlain(list.element().shape())) {
            if (value.valueStream().anyMatch(element -> breaks(list.element().shape(), element))) {
                violate(
                        valueAt(list, value, path),
                        "Member must satisfy constraint: " + all(list.element().shape()));
            }
            return;
        }
        for (int i = 0; i < value.size() && violations.size() < MOST_VIOLATIONS; i++) {
            value(list.element().shape(), value.get(i), path + "." + (i + 1) + ".member");
        }
    }

    private void map(MapShape map, JsonNode value, String path) {
        for (String broken : brokenLength(map.length(), value.size())) {
            violate(valueAt(map, value, path), broken);
        }
        Shape key = map.key().shape();
        if (value.propertyStream().anyMatch(entry -> breaks(key, StringNode.valueOf(entry.getKey())))) {
            violate(valueAt(map, value, path), "Map keys must satisfy constraint: " + all(key));
        }
        Shape element = map.value().shape();
        if (isPlain(element)) {
            if (value.valueStream().anyMatch(entry -> breaks(element, entry))) {
                violate(valueAt(map, value, path), "Map value must satisfy constraint: " + all(element));
            }
            return;
        }
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            if (violations.size() < MOST_VIOLATIONS) {
                value(element, entry.getValue(), path + "." + shortened(entry.getKey()) + ".member");
            }
        }
    }

    private void violateNull(String path) {
        violate("Value null at '" + path + "'", "Member must not be null");
    }

    private void violate(String subject, String constraint) {
        if (violations.size() < MOST_VIOLATIONS) {
            violations.add(subject + " failed to satisfy constraint: " + constraint);
        }
    }

    private static boolean isPlain(Shape shape) {
        return switch (shape) {
            case Structure _, ListShape _, MapShape _ -> false;
            case StringShape _, NumberShape _, BlobShape _, BooleanShape _, TimestampShape _ -> true;
        };
    }

    private static boolean breaks(Shape shape, JsonNode value) {
        return !broken(shape, value).isEmpty();
    }

    private static List<String> broken(Shape shape, JsonNode value) {
        return switch (shape) {
            case StringShape string -> brokenString(string, value.asString());
            case NumberShape number -> brokenRange(number.range(), value.asDouble());
            case BlobShape blob ->
                brokenLength(blob.length(), Base64.getDecoder().decode(value.asString()).length);
            case Structure _, ListShape _, MapShape _, BooleanShape _, TimestampShape _ -> List.of();
        };
    }

    private static List<String> brokenString(StringShape shape, String value) {
        List<String> broken = brokenLength(shape.length(), value.codePointCount(0, value.length()));
        // an over-long value is not worth matching, and nobody shall make us match one
        boolean tooLong = broken.stream().anyMatch(text -> text.contains("less than"));
        if (shape.pattern() != null && !tooLong && !shape.pattern().matches(value)) {
            broken = added(broken, patternText(shape.pattern()));
        }
        if (!shape.values().isEmpty() && !shape.values().contains(value)) {
            broken = added(broken, enumText(shape.values()));
        }
        return broken;
    }

    private static List<String> brokenLength(Range length, long actual) {
        if (length.max() != null && actual > length.max()) {
            return List.of(longest(length.max()));
        }
        if (length.min() != null && actual < length.min()) {
            return List.of(shortest(length.min()));
        }
        return List.of();
    }

    private static List<String> brokenRange(Range range, double actual) {
        if (range.max() != null && actual > range.max()) {
            return List.of(largest(range.max()));
        }
        if (range.min() != null && actual < range.min()) {
            return List.of(smallest(range.min()));
        }
        return List.of();
    }

    /** Every constraint of a plain shape, broken or not, as AWS lists them for elements. */
    private static List<String> all(Shape shape) {
        var constraints = new ArrayList<String>();
        switch (shape) {
            case StringShape string -> {
                addBounds(string.length(), constraints);
                if (string.pattern() != null) {
                    constraints.add(patternText(string.pattern()));
                }
                if (!string.values().isEmpty()) {
                    constraints.add(enumText(string.values()));
                }
            }
            case NumberShape number -> {
                if (number.range().max() != null) {
                    constraints.add(largest(number.range().max()));
                }
                if (number.range().min() != null) {
                    constraints.add(smallest(number.range().min()));
                }
            }
            case BlobShape blob -> addBounds(blob.length(), constraints);
            case Structure _, ListShape _, MapShape _, BooleanShape _, TimestampShape _ -> {}
        }
        return constraints;
    }

    private static void addBounds(Range length, List<String> constraints) {
        if (length.max() != null) {
            constraints.add(longest(length.max()));
        }
        if (length.min() != null) {
            constraints.add(shortest(length.min()));
        }
    }

    private static String longest(long max) {
        return "Member must have length less than or equal to " + max;
    }

    private static String shortest(long min) {
        return "Member must have length greater than or equal to " + min;
    }

    private static String largest(long max) {
        return "Member must have value less than or equal to " + max;
    }

    private static String smallest(long min) {
        return "Member must have value greater than or equal to " + min;
    }

    private static String patternText(PatternConstraint pattern) {
        return "Member must satisfy regular expression pattern: " + pattern.text();
    }

    private static String enumText(List<String> values) {
        return "Member must satisfy enum value set: " + values;
    }

    private static List<String> added(List<String> broken, String one) {
        var more = new ArrayList<>(broken);
        more.add(one);
        return more;
    }

    /** {@code Value 'x' at 'path'}, or without the value where it is a secret. */
    private static String valueAt(Shape shape, JsonNode value, String path) {
        if (Redaction.isSecret(shape)) {
            return "Value at '" + path + "'";
        }
        var rendered = new StringBuilder();
        render(value, rendered);
        return "Value '" + shortened(rendered.toString()) + "' at '" + path + "'";
    }

    /** As Java's collections print themselves; stops soon after the longest text that will be shown. */
    private static void render(JsonNode value, StringBuilder out) {
        if (value.isArray()) {
            out.append('[');
            for (int i = 0; i < value.size() && out.length() <= LONGEST_VALUE; i++) {
                out.append(i == 0 ? "" : ", ");
                render(value.get(i), out);
            }
            out.append(']');
        } else if (value.isObject()) {
            out.append('{');
            String separator = "";
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                if (out.length() > LONGEST_VALUE) {
                    break;
                }
                out.append(separator).append(shortened(entry.getKey())).append('=');
                render(entry.getValue(), out);
                separator = ", ";
            }
            out.append('}');
        } else {
            out.append(value.isNull() ? "null" : shortened(value.asString()));
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }

    private static String decapitalized(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
