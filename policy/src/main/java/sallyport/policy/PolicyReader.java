// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sallyport.policy.Draft.DraftCondition;
import sallyport.policy.Draft.DraftPrincipals;
import sallyport.policy.Draft.DraftStatement;
import sallyport.policy.Draft.Values;
import sallyport.policy.condition.Condition;
import sallyport.policy.condition.Glob;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the JSON of a policy, token by token: what has the wrong shape ends the reading where it stands, so nothing is ever built
 * for it. Used once.
 */
final class PolicyReader {
    static final String SYNTAX = "Syntax errors in policy.";

    /** The deepest value, one of several of a condition, is 6 levels down. */
    private static final int MAX_DEPTH = 8;

    private static final int MAX_NUMBER_LENGTH = 64;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Policy.MAX_CHARACTERS)
                    .maxNameLength(Policy.MAX_CHARACTERS)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .build())
            // Two readers could see two policies in a text that says something twice.
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonParser json;

    private PolicyReader(JsonParser json) {
        this.json = json;
    }

    /**
     * The document in this text.
     *
     * @throws MalformedPolicyException if it is no JSON, or has members that no policy has, or of another type
     */
    static Draft read(String text) throws MalformedPolicyException {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            PolicyReader reader = new PolicyReader(json);
            json.nextToken();
            Draft draft = reader.document();
            reader.require(json.nextToken() == null);
            return draft;
        } catch (JacksonException e) {
            throw syntaxError();
        }
    }

    private Draft document() throws MalformedPolicyException {
        String version = null;
        List<DraftStatement> statements = List.of();
        require(json.currentToken() == JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String element = json.currentName();
            json.nextToken();
            switch (element) {
                case "Version" -> version = string();
                case "Id" -> string();
                case "Statement" -> statements = statements();
                default -> throw syntaxError();
            }
        }
        require(version == null || version.equals(Policy.VERSION_2012) || version.equals(Policy.VERSION_2008));
        require(!statements.isEmpty());
        return new Draft(version, statements);
    }

    private List<DraftStatement> statements() throws MalformedPolicyException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            return List.of(statement(0));
        }
        List<DraftStatement> statements = new ArrayList<>();
        require(json.currentToken() == JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            statements.add(statement(statements.size()));
        }
        return statements;
    }

    private DraftStatement statement(int index) throws MalformedPolicyException {
        String sid = null;
        String effect = null;
        DraftPrincipals principals = null;
        Values actions = null;
        Values resources = null;
        List<DraftCondition> conditions = List.of();
        require(json.currentToken() == JsonToken.START_OBJECT);
        Position start = position();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String element = json.currentName();
            json.nextToken();
            switch (element) {
                case "Sid" -> sid = string();
                case "Effect" -> effect = string();
                case "Principal", "NotPrincipal" -> principals = principals(principals, element);
                case "Action", "NotAction" -> actions = values(actions, element);
                case "Resource", "NotResource" -> resources = values(resources, element);
                case "Condition" -> conditions = conditions();
                default -> throw syntaxError();
            }
        }
        require(effect != null && (effect.equalsIgnoreCase("Allow") || effect.equalsIgnoreCase("Deny")));
        Position brace = position();
        Position end = new Position(brace.line(), brace.column() + 1);
        return new DraftStatement(
                new Statement.Place(index, sid, start, end),
                effect == null ? "" : effect,
                principals,
                actions,
                resources,
                conditions);
    }

    private Values values(@Nullable Values other, String element) throws MalformedPolicyException {
        require(other == null);
        return new Values(isNegated(element), strings());
    }

    private DraftPrincipals principals(@Nullable DraftPrincipals other, String element)
            throws MalformedPolicyException {
        require(other == null);
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            require(string().equals("*"));
            return new DraftPrincipals(isNegated(element), null);
        }
        Map<String, List<String>> byType = new LinkedHashMap<>();
        require(json.currentToken() == JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String type = json.currentName();
            json.nextToken();
            byType.put(type, strings());
        }
        return new DraftPrincipals(isNegated(element), byType);
    }

    private static boolean isNegated(String element) {
        return element.startsWith("Not");
    }

    private List<DraftCondition> conditions() throws MalformedPolicyException {
        List<DraftCondition> conditions = new ArrayList<>();
        require(json.currentToken() == JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String operator = json.currentName();
            require(Condition.isOperator(operator));
            require(json.nextToken() == JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = json.currentName();
                json.nextToken();
                conditions.add(new DraftCondition(operator, key, scalars()));
            }
        }
        return conditions;
    }

    /** One string or a list of them. */
    private List<String> strings() throws MalformedPolicyException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return List.of(string());
        }
        List<String> strings = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            strings.add(string());
        }
        return strings;
    }

    /** As {@link #strings}, and {@code true} and {@code 3600} are taken for their texts. */
    private List<String> scalars() throws MalformedPolicyException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return List.of(scalar());
        }
        List<String> scalars = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            scalars.add(scalar());
        }
        return scalars;
    }

    private String scalar() throws MalformedPolicyException {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> "true";
            case VALUE_FALSE -> "false";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getString();
            case null, default -> string();
        };
    }

    private String string() throws MalformedPolicyException {
        require(json.currentToken() == JsonToken.VALUE_STRING);
        String text = json.getString();
        require(Glob.isEncodable(text));
        return text;
    }

    private Position position() {
        TokenStreamLocation location = json.currentTokenLocation();
        return new Position(location.getLineNr(), location.getColumnNr());
    }

    private void require(boolean wellFormed) throws MalformedPolicyException {
        if (!wellFormed) {
            throw syntaxError();
        }
    }

    private static MalformedPolicyException syntaxError() {
        return new MalformedPolicyException(SYNTAX);
    }
}
