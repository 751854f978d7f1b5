// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws.shape;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sallyport.server.aws.shape.ServiceModel.ProtocolName;
import sallyport.server.aws.shape.Shape.NumberKind;
import sallyport.server.aws.shape.Shape.Range;
import sallyport.server.aws.shape.Shape.Structure;
import sallyport.server.aws.shape.Shape.TimestampFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads service models from the resources. A model that makes no sense is a fault of the build: it throws unchecked. */
public final class ModelReader {
    private static final String DIRECTORY = "/sallyport/server/aws/models/";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, Shape> shapes = new HashMap<>();
    private final Map<String, OperationModel> operations = new LinkedHashMap<>();

    private ModelReader() {}

    /** The model of a service: the generated file, our own, or both of them joined. */
    public static ServiceModel read(String service) {
        var files = new ArrayList<JsonNode>();
        for (String suffix : List.of(".json", ".own.json")) {
            JsonNode file = resource(DIRECTORY + service + suffix);
            if (file != null) {
                files.add(file);
            }
        }
        if (files.isEmpty()) {
            throw new IllegalStateException("there is no model of \"" + service + "\" in the resources");
        }
        return new ModelReader().read(service, files);
    }

    private static @Nullable JsonNode resource(String path) {
        try (InputStream in = ModelReader.class.getResourceAsStream(path)) {
            return in == null ? null : JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private ServiceModel read(String service, List<JsonNode> files) {
        for (JsonNode file : files) {
            file.path("shapes").forEachEntry((name, json) -> {
                if (shapes.put(name, shape(name, json)) != null) {
                    throw new IllegalStateException("the shape \"" + name + "\" of " + service + " is there twice");
                }
            });
        }
        for (JsonNode file : files) {
            file.path("operations").forEachEntry((name, json) -> operations.put(name, operation(name, json)));
        }
        JsonNode metadata = files.getFirst().path("metadata");
        String endpointPrefix = metadata.path("endpointPrefix").asString();
        return new ServiceModel(
                service,
                protocol(metadata.path("protocol").asString()),
                metadata.path("apiVersion").asString(),
                text(metadata, "signingName").orElse(endpointPrefix),
                text(metadata, "jsonVersion").orElse(""),
                text(metadata, "targetPrefix"),
                text(metadata, "xmlNamespace"),
                operations);
    }

    private static ProtocolName protocol(String name) {
        return switch (name) {
            case "json" -> ProtocolName.JSON;
            case "query" -> ProtocolName.QUERY;
            case "ec2" -> ProtocolName.EC2;
            case "rest-json" -> ProtocolName.REST_JSON;
            case "gateway" -> ProtocolName.GATEWAY;
            default -> throw new IllegalStateException("the protocol \"" + name + "\" is not known");
        };
    }

    private OperationModel operation(String name, JsonNode json) {
        JsonNode http = json.path("http");
        var messageMembers = new HashMap<String, String>();
        for (JsonNode error : json.path("errors")) {
            structure(error.asString()).members().keySet().stream()
                    .filter(member -> member.equalsIgnoreCase("message"))
                    .findFirst()
                    .ifPresent(member -> messageMembers.put(error.asString(), member));
        }
        return new OperationModel(
                name,
                structure(json.path("input").path("shape").asString("")),
                structure(json.path("output").path("shape").asString("")),
                text(json.path("output"), "resultWrapper"),
                text(http, "requestUri")
                        .map(uri -> UriTemplate.of(http.path("method").asString(), uri)),
                http.path("responseCode").asInt(200),
                messageMembers);
    }

    private Structure structure(String name) {
        if (name.isEmpty()) {
            return new Structure("Nothing", Map.of(), new LinkedHashSet<>());
        }
        if (shapes.get(name) instanceof Structure structure) {
            return structure;
        }
        throw new IllegalStateException("the model has no structure \"" + name + "\"");
    }

    private Shape shape(String name, JsonNode json) {
        String type = json.path("type").asString();
        boolean flattened = json.path("flattened").asBoolean(false);
        boolean sensitive = json.path("sensitive").asBoolean(false);
        return switch (type) {
            case "structure" -> structure(name, json);
            case "list" -> new Shape.ListShape(name, member("member", json.path("member")), range(json), flattened);
            case "map" ->
                new Shape.MapShape(
                        name,
                        member("key", json.path("key")),
                        member("value", json.path("value")),
                        range(json),
                        flattened);
            case "string", "character" ->
                new Shape.StringShape(
                        name,
                        range(json),
                        text(json, "pattern").map(PatternConstraint::of).orElse(null),
                        strings(json.path("enum")),
                        sensitive);
            case "integer", "long", "float", "double" ->
                new Shape.NumberShape(name, NumberKind.valueOf(type.toUpperCase(Locale.ROOT)), range(json));
            case "boolean" -> new Shape.BooleanShape(name);
            case "timestamp" -> new Shape.TimestampShape(name, format(json));
            case "blob" -> new Shape.BlobShape(name, range(json), sensitive);
            default -> throw new IllegalStateException("the type \"" + type + "\" of \"" + name + "\" is not known");
        };
    }

    private Structure structure(String name, JsonNode json) {
        var members = new LinkedHashMap<String, Member>();
        json.path("members").forEachEntry((member, of) -> members.put(member, member(member, of)));
        return new Structure(name, members, new LinkedHashSet<>(strings(json.path("required"))));
    }

    private Member member(String name, JsonNode json) {
        return new Member(
                name,
                json.path("shape").asString(),
                shapes,
                text(json, "locationName").orElse(null),
                text(json, "queryName").orElse(null),
                switch (json.path("location").asString("")) {
                    case "uri" -> Member.Location.URI;
                    case "querystring" -> Member.Location.QUERY_STRING;
                    case "header" -> Member.Location.HEADER;
                    default -> Member.Location.BODY;
                });
    }

    private static @Nullable TimestampFormat format(JsonNode json) {
        return switch (json.path("timestampFormat").asString("")) {
            case "unixTimestamp" -> TimestampFormat.UNIX;
            case "iso8601" -> TimestampFormat.ISO8601;
            case "rfc822" -> TimestampFormat.RFC822;
            default -> null;
        };
    }

    private static Range range(JsonNode json) {
        return json.has("min") || json.has("max")
                ? new Range(
                        json.has("min") ? json.path("min").asLong() : null,
                        json.has("max") ? json.path("max").asLong() : null)
                : Range.ANY;
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static Optional<String> text(JsonNode json, String name) {
        return json.path(name).isString() ? Optional.of(json.path(name).asString()) : Optional.empty();
    }
}
