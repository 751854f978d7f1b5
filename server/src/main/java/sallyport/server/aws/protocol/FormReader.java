// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws.protocol;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import sallyport.server.aws.shape.Member;
import sallyport.server.aws.shape.Shape;
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
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Requests from forms; awsQuery and EC2 differ in how they name members and number lists. */
enum FormReader {
    /** {@code Tags.member.1.Key}, {@code Attributes.entry.1.key}. */
    QUERY {
        @Override
        String name(Member member) {
            return member.locationName().orElse(member.name());
        }

        @Override
        Optional<FormTree> numbered(ListShape list, FormTree tree) {
            return list.flattened()
                    ? Optional.of(tree)
                    : tree.child(list.element().locationName().orElse("member"));
        }
    },
    /** {@code Tag.1.Key}; names are capitalised. */
    EC2 {
        @Override
        String name(Member member) {
            return member.queryName()
                    .orElseGet(() -> capitalized(member.locationName().orElse(member.name())));
        }

        @Override
        Optional<FormTree> numbered(ListShape list, FormTree tree) {
            return Optional.of(tree);
        }
    };

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    abstract String name(Member member);

    /** Where the numbers of a list's elements stand. */
    abstract Optional<FormTree> numbered(ListShape list, FormTree tree);

    ObjectNode read(Structure shape, FormTree form) throws MalformedBodyException {
        ObjectNode read = NODES.objectNode();
        for (Member member : shape.members().values()) {
            Optional<FormTree> found = form.child(name(member));
            if (found.isPresent()) {
                read.set(member.name(), read(member.shape(), name(member), found.get()));
            }
        }
        return read;
    }

    private JsonNode read(Shape shape, String name, FormTree tree) throws MalformedBodyException {
        return switch (shape) {
            case Structure structure -> read(structure, tree);
            case ListShape list -> readList(list, name, tree);
            case MapShape map -> readMap(map, name, tree);
            case StringShape _ -> StringNode.valueOf(text(name, tree));
            case NumberShape number -> readNumber(number, name, text(name, tree));
            case BooleanShape _ -> readBoolean(name, text(name, tree));
            case TimestampShape _ -> {
                OptionalLong millis = Timestamps.parse(text(name, tree));
                yield LongNode.valueOf(millis.orElseThrow(() -> wrongType(name, "timestamp")));
            }
            case BlobShape _ -> {
                String text = text(name, tree);
                if (!Base64Text.isValid(text)) {
                    throw wrongType(name, "blob");
                }
                yield StringNode.valueOf(text);
            }
        };
    }

    private JsonNode readList(ListShape list, String name, FormTree tree) throws MalformedBodyException {
        ArrayNode read = NODES.arrayNode();
        Optional<FormTree> elements = numbered(list, tree);
        if (elements.isEmpty()) {
            return read;
        }
        for (int i = 1; ; i++) {
            Optional<FormTree> element = elements.get().child(Integer.toString(i));
            if (element.isEmpty()) {
                return read;
            }
            read.add(read(list.element().shape(), name, element.get()));
        }
    }

    private JsonNode readMap(MapShape map, String name, FormTree tree) throws MalformedBodyException {
        ObjectNode read = NODES.objectNode();
        Optional<FormTree> entries = map.flattened() ? Optional.of(tree) : tree.child("entry");
        if (entries.isEmpty()) {
            return read;
        }
        for (int i = 1; ; i++) {
            Optional<FormTree> entry = entries.get().child(Integer.toString(i));
            if (entry.isEmpty()) {
                return read;
            }
            FormTree key = entry.get().child(name(map.key())).orElseThrow(() -> wrongType(name, "map"));
            FormTree value = entry.get().child(name(map.value())).orElseThrow(() -> wrongType(name, "map"));
            read.set(text(name, key), read(map.value().shape(), name, value));
        }
    }

    private static String text(String name, FormTree tree) throws MalformedBodyException {
        if (tree.hasChildren()) {
            throw new MalformedBodyException("Unexpected complex element termination at '" + name + "'");
        }
        return tree.value().orElse("");
    }

    private static JsonNode readNumber(NumberShape shape, String name, String text) throws MalformedBodyException {
        try {
            return switch (shape.kind()) {
                case INTEGER -> NODES.numberNode(Integer.parseInt(text));
                case LONG -> NODES.numberNode(Long.parseLong(text));
                case FLOAT, DOUBLE -> NODES.numberNode(Double.parseDouble(text));
            };
        } catch (NumberFormatException notANumber) {
            throw wrongType(name, "number");
        }
    }

    private static JsonNode readBoolean(String name, String text) throws MalformedBodyException {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            default -> throw wrongType(name, "boolean");
        };
    }

    private static MalformedBodyException wrongType(String name, String type) {
        return new MalformedBodyException("The parameter '" + name + "' is not a valid " + type + ".");
    }

    private static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
