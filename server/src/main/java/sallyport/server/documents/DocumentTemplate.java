// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.documents;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import sallyport.wire.frame.MalformedFrameException;
import sallyport.wire.message.Messages;
import sallyport.wire.message.SessionDocument;
import sallyport.wire.message.SessionType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A session document of schema 1.0 as its author wrote it, placeholders and all. Immutable. */
public final class DocumentTemplate {
    static final String SCHEMA_VERSION = "1.0";

    private static final Pattern PARAMETER_NAME = Pattern.compile("[a-zA-Z0-9]{1,255}");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String name;
    private final String content;
    private final ObjectNode json;
    private final SessionType sessionType;
    private final List<DocumentParameter> parameters;

    private DocumentTemplate(
            String name, String content, ObjectNode json, SessionType sessionType, List<DocumentParameter> parameters) {
        this.name = name;
        this.content = content;
        this.json = json;
        this.sessionType = sessionType;
        this.parameters = parameters;
    }

    /** Reads a document. */
    public static DocumentTemplate parse(String name, String content) throws InvalidDocumentException {
        if (!(tree(content) instanceof ObjectNode json)) {
            throw new InvalidDocumentException("a document is a JSON object");
        }
        if (!SCHEMA_VERSION.equals(text(json, "schemaVersion").orElse(""))) {
            throw new InvalidDocumentException(
                    "schemaVersion must be \"" + SCHEMA_VERSION + "\" in a session document");
        }
        SessionType type = text(json, "sessionType")
                .flatMap(SessionType::of)
                .orElseThrow(() -> new InvalidDocumentException("sessionType is missing or none that is known"));
        List<DocumentParameter> parameters = parameters(json.path("parameters"));
        DocumentTemplate template = new DocumentTemplate(name, content, json, type, parameters);
        template.refuseUndeclared();
        return template;
    }

    private static JsonNode tree(String content) throws InvalidDocumentException {
        try {
            return JSON.readTree(content);
        } catch (JacksonException e) {
            throw new InvalidDocumentException("the document is not JSON", e);
        }
    }

    private static List<DocumentParameter> parameters(JsonNode declared) throws InvalidDocumentException {
        List<DocumentParameter> parameters = new ArrayList<>();
        for (Map.Entry<String, JsonNode> parameter : declared.properties()) {
            parameters.add(parameter(parameter.getKey(), parameter.getValue()));
        }
        return List.copyOf(parameters);
    }

    private static DocumentParameter parameter(String name, JsonNode declared) throws InvalidDocumentException {
        if (!PARAMETER_NAME.matcher(name).matches()) {
            throw new InvalidDocumentException("\"" + name + "\" cannot be the name of a parameter");
        }
        if (!"String".equals(text(declared, "type").orElse(""))) {
            throw new InvalidDocumentException("the type of parameter \"" + name + "\" must be String");
        }
        List<String> allowedValues = new ArrayList<>();
        declared.path("allowedValues").forEach(value -> allowedValues.add(value.asString("")));
        DocumentParameter parameter = new DocumentParameter(
                name,
                text(declared, "description").orElse(""),
                text(declared, "default"),
                allowedValues,
                pattern(name, declared),
                declared.path("minChars").asInt(0),
                declared.path("maxChars").asInt(Integer.MAX_VALUE));
        Optional<String> objection = parameter.defaultValue().flatMap(parameter::objectionTo);
        if (objection.isPresent()) {
            throw new InvalidDocumentException("the default is not allowed: " + objection.get());
        }
        return parameter;
    }

    private static Optional<Pattern> pattern(String name, JsonNode declared) throws InvalidDocumentException {
        Optional<String> pattern = text(declared, "allowedPattern");
        try {
            return pattern.map(Pattern::compile);
        } catch (PatternSyntaxException e) {
            throw new InvalidDocumentException("allowedPattern of parameter \"" + name + "\" is no pattern", e);
        }
    }

    private static Optional<String> text(JsonNode object, String member) {
        JsonNode value = object.path(member);
        return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }

    private void refuseUndeclared() throws InvalidDocumentException {
        Set<String> undeclared = new TreeSet<>(Placeholders.names(json));
        parameters.forEach(parameter -> undeclared.remove(parameter.name()));
        if (!undeclared.isEmpty()) {
            throw new InvalidDocumentException("no parameter is declared for " + undeclared);
        }
    }

    public String name() {
        return name;
    }

    /** The text its author wrote. */
    public String content() {
        return content;
    }

    /** SHA-256 of {@link #content}, lower-case hex. */
    public String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    public String description() {
        return text(json, "description").orElse("");
    }

    public SessionType sessionType() {
        return sessionType;
    }

    /** In the order of the document. */
    public List<DocumentParameter> parameters() {
        return parameters;
    }

    /**
     * The document with the caller's values, and defaults for the rest, in place of its placeholders.
     *
     * @param given by name, as StartSession takes them: of the values of one name the first counts
     */
    public Filled fill(Map<String, List<String>> given) {
        Set<String> unknown = new TreeSet<>(given.keySet());
        Map<String, String> values = new HashMap<>();
        for (DocumentParameter parameter : parameters) {
            unknown.remove(parameter.name());
            List<String> chosen = given.getOrDefault(parameter.name(), List.of());
            Optional<String> value = chosen.isEmpty() ? parameter.defaultValue() : Optional.of(chosen.getFirst());
            if (value.isEmpty()) {
                return new Filled.Refused("Parameter \"" + parameter.name() + "\" requires a value.");
            }
            Optional<String> objection = parameter.objectionTo(value.get());
            if (objection.isPresent()) {
                return new Filled.Refused(objection.get());
            }
            values.put(parameter.name(), value.get());
        }
        if (!unknown.isEmpty()) {
            return new Filled.Refused("Parameters " + unknown + " are not defined in document \"" + name + "\".");
        }
        return filled(values);
    }

    private Filled filled(Map<String, String> values) {
        ObjectNode filled = json.deepCopy();
        filled.remove("parameters");
        for (String member : List.of("inputs", "properties")) {
            if (filled.has(member)) {
                filled.set(member, Placeholders.fill(filled.get(member), values));
            }
        }
        try {
            return new Filled.Ready(Messages.read(JSON.writeValueAsBytes(filled), SessionDocument.class));
        } catch (MalformedFrameException _) {
            return new Filled.Refused("The parameters do not make a session document of \"" + name + "\".");
        }
    }
}
