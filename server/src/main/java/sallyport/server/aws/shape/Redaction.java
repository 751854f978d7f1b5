// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws.shape;

import java.time.Instant;
import java.util.Map;
import sallyport.server.aws.shape.Shape.BlobShape;
import sallyport.server.aws.shape.Shape.BooleanShape;
import sallyport.server.aws.shape.Shape.ListShape;
import sallyport.server.aws.shape.Shape.MapShape;
import sallyport.server.aws.shape.Shape.NumberShape;
import sallyport.server.aws.shape.Shape.StringShape;
import sallyport.server.aws.shape.Shape.Structure;
import sallyport.server.aws.shape.Shape.TimestampShape;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Takes out of a message what is nobody else's business: members the model calls sensitive become {@code ***}. Long texts and lists are
 * cut and beyond a total nothing is kept, because what is kept for ever should be small.
 */
public final class Redaction {
    private static final StringNode HIDDEN = StringNode.valueOf("***");
    private static final int LONGEST_TEXT = 1024;
    private static final int MOST_ELEMENTS = 50;
    private static final int LONGEST_TOTAL = 32 * 1024;

    /** Deeper than any real model, and an end for one that contains itself. */
    private static final int DEEPEST = 16;

    private int remaining = LONGEST_TOTAL;

    private Redaction() {}

    /** A copy fit to be kept. */
    public static ObjectNode of(Structure shape, JsonNode message) {
        return new Redaction().structure(shape, message);
    }

    private ObjectNode structure(Structure shape, JsonNode message) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        for (Member member : shape.members().values()) {
            JsonNode value = message.get(member.name());
            if (value != null && !value.isNull()) {
                kept.set(member.name(), kept(member.shape(), value));
            }
        }
        return kept;
    }

    /** Whether the value, or anything in it, is a secret. */
    static boolean isSecret(Shape shape) {
        return isSecret(shape, 0);
    }

    private static boolean isSecret(Shape shape, int depth) {
        if (depth > DEEPEST) {
            return false;
        }
        return switch (shape) {
            case Structure structure ->
                structure.members().values().stream().anyMatch(member -> isSecret(member.shape(), depth + 1));
            case ListShape list -> isSecret(list.element().shape(), depth + 1);
            case MapShape map -> isSecret(map.value().shape(), depth + 1);
            case StringShape string -> string.sensitive();
            case BlobShape blob -> blob.sensitive();
            case NumberShape _, BooleanShape _, TimestampShape _ -> false;
        };
    }

    private JsonNode kept(Shape shape, JsonNode value) {
        return switch (shape) {
            case Structure structure -> structure(structure, value);
            case ListShape list -> list(list, value);
            case MapShape map -> map(map, value);
            case StringShape string -> string.sensitive() ? HIDDEN : shortened(value);
            case BlobShape blob -> blob.sensitive() ? HIDDEN : shortened(value);
            case NumberShape _, BooleanShape _ -> value;
            // the tree has milliseconds, a reader of the ledger wants a date
            case TimestampShape _ ->
                StringNode.valueOf(Instant.ofEpochMilli(value.asLong()).toString());
        };
    }

    private JsonNode list(ListShape shape, JsonNode value) {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < Math.min(value.size(), MOST_ELEMENTS); i++) {
            kept.add(kept(shape.element().shape(), value.get(i)));
        }
        if (value.size() > MOST_ELEMENTS) {
            kept.add("… and " + (value.size() - MOST_ELEMENTS) + " more");
        }
        return kept;
    }

    private JsonNode map(MapShape shape, JsonNode value) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            if (kept.size() == MOST_ELEMENTS) {
                kept.put("…", "and " + (value.size() - MOST_ELEMENTS) + " more");
                break;
            }
            kept.set(shortened(entry.getKey()), kept(shape.value().shape(), entry.getValue()));
        }
        return kept;
    }

    private JsonNode shortened(JsonNode value) {
        String text = value.asString();
        String kept = shortened(text);
        return kept.equals(text) ? value : StringNode.valueOf(kept);
    }

    private String shortened(String text) {
        int length = Math.min(text.length(), Math.min(LONGEST_TEXT, remaining));
        remaining -= length;
        return length == text.length() ? text : text.substring(0, length) + "…";
    }
}
