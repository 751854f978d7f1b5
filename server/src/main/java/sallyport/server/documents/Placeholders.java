// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.documents;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts values in place of {@code {{ name }}}, in every text of a JSON tree, in one pass: a value that looks like a
 * placeholder stays as it is. Names in other forms, as {@code {{ssm:name}}} for the agent, are left alone.
 */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([a-zA-Z0-9]+)\\s*}}");

    private Placeholders() {}

    /** A copy with the values filled in. */
    static JsonNode fill(JsonNode template, Map<String, String> values) {
        return switch (template) {
            case ObjectNode object -> {
                ObjectNode filled = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(member -> filled.set(member.getKey(), fill(member.getValue(), values)));
                yield filled;
            }
            case ArrayNode array -> {
                ArrayNode filled = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> filled.add(fill(element, values)));
                yield filled;
            }
            default ->
                template.isString()
                        ? JsonNodeFactory.instance.stringNode(fill(template.stringValue(), values))
                        : template;
        };
    }

    private static String fill(String text, Map<String, String> values) {
        return PLACEHOLDER.matcher(text).replaceAll(placeholder -> {
            String value = values.get(placeholder.group(1));
            return Matcher.quoteReplacement(value == null ? placeholder.group() : value);
        });
    }

    /** The names that a tree asks for. */
    static Set<String> names(JsonNode template) {
        Set<String> names = new LinkedHashSet<>();
        collect(template, names);
        return names;
    }

    private static void collect(JsonNode template, Set<String> names) {
        if (template.isString()) {
            PLACEHOLDER
                    .matcher(template.stringValue())
                    .results()
                    .map((MatchResult result) -> result.group(1))
                    .forEach(names::add);
        }
        template.forEach(element -> collect(element, names));
    }
}
