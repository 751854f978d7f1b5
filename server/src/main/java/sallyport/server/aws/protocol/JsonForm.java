// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws.protocol;

import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import sallyport.server.aws.shape.Member;
import sallyport.server.aws.shape.Shape;
import sallyport.server.aws.shape.Shape.BlobShape;
import sallyport.server.aws.shape.Shape.BooleanShape;
import sallyport.server.aws.shape.Shape.ListShape;
import sallyport.server.aws.shape.Shape.MapShape;
import sallyport.server.aws.shape.Shape.NumberKind;
import sallyport.server.aws.shape.Shape.NumberShape;
import sallyport.server.aws.shape.Shape.StringShape;
import sallyport.server.aws.shape.Shape.Structure;
import sallyport.server.aws.shape.Shape.TimestampFormat;
import sallyport.server.aws.shape.Shape.TimestampShape;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Messages as JSON documents, shared by the JSON protocols. */
final class JsonForm {
    /** AWS's requests are at most six deep. SECURITY: a deeper one only wants our stack. */
    private static final int DEEPEST = 32;

    private static final int LONGEST_NAME = 1024;
    private static final int LONGEST_NUMBER = 64;

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNameLength(LONGEST_NAME)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonForm() {}

    /** Reads a body; an empty one is an empty object. */
    static JsonNode parse(byte[] body) throws MalformedBodyException {
        if (body.length == 0) {
            return NODES.objectNode();
        }
        try {
            return MAPPER.readTree(body);
        } catch (JacksonException | NumberFormatException e) {
            // the latter comes out of the parser for an exponent beyond what a BigDecimal can hold
            throw new MalformedBodyException(""); // AWS says no more than the code
        }
    }

    // ---- decoding

    static ObjectNode decode(Structure shape, JsonNode json) throws MalformedBodyException {
        if (!json.isObject()) {
            throw new MalformedBodyException(
                    json.isArray() ? "Start of list found where not expected" : "Unexpected field type");
        }
        ObjectNode decoded = NODES.objectNode();
        for (Member member : shape.members().values()) {
            JsonNode value = json.get(member.locationName().orElse(member.name()));
            if (value != null && !value.isNull()) {
                decoded.set(member.name(), decode(member.shape(), value));
            }
        }
        return decoded;
    }

    private static JsonNode decode(Shape shape, JsonNode json) throws MalformedBodyException {
        return switch (shape) {
            case Structure structure -> decode(structure, json);
            case ListShape list -> decodeList(list, json);
            case MapShape map -> decodeMap(map, json);
            case StringShape _ -> scalar(json, json.isString(), "String");
            case BooleanShape _ -> scalar(json, json.isBoolean(), "Boolean");
            case NumberShape number -> decodeNumber(number.kind(), json);
            case TimestampShape _ -> decodeTimestamp(json);
            case BlobShape _ -> decodeBlob(json);
        };
    }

    private static JsonNode decodeList(ListShape shape, JsonNode json) throws MalformedBodyException {
        if (!json.isArray()) {
            throw new MalformedBodyException(
                    json.isObject() ? "Start of structure or map found where not expected." : "Unexpected field type");
        }
        ArrayNode decoded = NODES.arrayNode(json.size());
        for (JsonNode element : json.values()) {
            decoded.add(element.isNull() ? element : decode(shape.element().shape(), element));
        }
        return decoded;
    }

    private static JsonNode decodeMap(MapShape shape, JsonNode json) throws MalformedBodyException {
        if (!json.isObject()) {
            throw new MalformedBodyException(
                    json.isArray() ? "Start of list found where not expected" : "Unexpected field type");
        }
        ObjectNode decoded = NODES.objectNode();
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            JsonNode value = entry.getValue();
            decoded.set(
                    entry.getKey(),
                    value.isNull() ? value : decode(shape.value().shape(), value));
        }
        return decoded;
    }

    private static JsonNode decodeNumber(NumberKind kind, JsonNode json) throws MalformedBodyException {
        return switch (kind) {
            case INTEGER -> scalar(json, json.isIntegralNumber() && json.canConvertToInt(), "Integer");
            case LONG -> scalar(json, json.isIntegralNumber() && json.canConvertToLong(), "Long");
            case FLOAT -> scalar(json, json.isNumber(), "Float");
            case DOUBLE -> scalar(json, json.isNumber(), "Double");
        };
    }

    private static JsonNode decodeTimestamp(JsonNode json) throws MalformedBodyException {
        OptionalLong millis = OptionalLong.empty();
        if (json.isNumber()) {
            millis = Timestamps.ofSeconds(json.asDecimal());
        } else if (json.isString()) {
            millis = Timestamps.parse(json.asString());
        }
        if (millis.isEmpty()) {
            throw wrongType(json, "Date");
        }
        return LongNode.valueOf(millis.getAsLong());
    }

    private static JsonNode decodeBlob(JsonNode json) throws MalformedBodyException {
        if (json.isString() && Base64Text.isValid(json.asString())) {
            return json;
        }
        throw wrongType(json, "Blob");
    }

    private static JsonNode scalar(JsonNode json, boolean fits, String type) throws MalformedBodyException {
        if (fits) {
            return json;
        }
        throw wrongType(json, type);
    }

    private static MalformedBodyException wrongType(JsonNode json, String wanted) {
        return new MalformedBodyException(
                switch (json.getNodeType()) {
                    case OBJECT -> "Start of structure or map found where not expected.";
                    case ARRAY -> "Start of list found where not expected";
                    case STRING -> "STRING_VALUE cannot be converted to " + wanted;
                    case NUMBER ->
                        (json.isIntegralNumber() ? "NUMBER" : "DECIMAL") + "_VALUE cannot be converted to " + wanted;
                    case BOOLEAN -> (json.asBoolean() ? "TRUE" : "FALSE") + "_VALUE cannot be converted to " + wanted;
                    case NULL, BINARY, MISSING, POJO -> "Unexpected field type";
                });
    }

    // ---- encoding

    static ObjectNode encode(Structure shape, ObjectNode tree) {
        ObjectNode encoded = NODES.objectNode();
        for (Member member : shape.members().values()) {
            JsonNode value = tree.get(member.name());
            if (value != null && !value.isNull()) {
                encoded.set(member.locationName().orElse(member.name()), encode(member.shape(), value));
            }
        }
        return encoded;
    }

    private static JsonNode encode(Shape shape, JsonNode tree) {
        return switch (shape) {
            case Structure structure -> encode(structure, (ObjectNode) tree);
            case ListShape list -> {
                ArrayNode encoded = NODES.arrayNode(tree.size());
                tree.forEach(element -> encoded.add(encode(list.element().shape(), element)));
                yield encoded;
            }
            case MapShape map -> {
                ObjectNode encoded = NODES.objectNode();
                tree.forEachEntry(
                        (key, value) -> encoded.set(key, encode(map.value().shape(), value)));
                yield encoded;
            }
            case TimestampShape timestamp -> encodeTimestamp(timestamp.format(), tree.asLong());
            case StringShape _, BooleanShape _, NumberShape _, BlobShape _ -> tree;
        };
    }

    private static JsonNode encodeTimestamp(@Nullable TimestampFormat format, long epochMillis) {
        return switch (format) {
            case null -> DecimalNode.valueOf(Timestamps.seconds(epochMillis));
            case UNIX -> DecimalNode.valueOf(Timestamps.seconds(epochMillis));
            case ISO8601 -> StringNode.valueOf(Timestamps.iso8601(epochMillis));
            case RFC822 -> StringNode.valueOf(Timestamps.rfc822(epochMillis));
        };
    }
}
