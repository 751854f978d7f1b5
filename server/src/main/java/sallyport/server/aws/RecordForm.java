// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sallyport.server.aws.shape.Member;
import sallyport.server.aws.shape.Shape;
import sallyport.server.aws.shape.Shape.ListShape;
import sallyport.server.aws.shape.Shape.MapShape;
import sallyport.server.aws.shape.Shape.Structure;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Between the trees of the protocols and the records of an operation. Trees use the model's member names, records ours: the same but for
 * the case of letters.
 */
final class RecordForm {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .withConfigOverride(List.class, override -> override.setNullHandling(emptyIfAbsent()))
            .withConfigOverride(Map.class, override -> override.setNullHandling(emptyIfAbsent()))
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, new MillisSerializer())
                    .addDeserializer(Instant.class, new MillisDeserializer()))
            .build();

    /** Members by lower-case name, for each structure the output contains, by the structure's name. */
    private final Map<String, Map<String, Member>> members = new HashMap<>();

    private final Structure output;

    RecordForm(Structure output) {
        this.output = output;
        index(output);
    }

    /** The request as the operation's record. */
    static <I> I read(ObjectNode tree, Class<I> type) {
        return MAPPER.treeToValue(tree, type);
    }

    /** The reply as a tree of the output shape. */
    ObjectNode write(Object reply) {
        return named(output, MAPPER.valueToTree(reply));
    }

    private void index(Shape shape) {
        switch (shape) {
            case Structure structure -> {
                if (!members.containsKey(structure.name())) {
                    var byName = new HashMap<String, Member>();
                    structure.members().forEach((name, member) -> byName.put(name.toLowerCase(Locale.ROOT), member));
                    members.put(structure.name(), byName);
                    structure.members().values().forEach(member -> index(member.shape()));
                }
            }
            case ListShape list -> index(list.element().shape());
            case MapShape map -> index(map.value().shape());
            case Shape.StringShape _,
                    Shape.NumberShape _,
                    Shape.BooleanShape _,
                    Shape.TimestampShape _,
                    Shape.BlobShape _ -> {}
        }
    }

    private ObjectNode named(Structure structure, JsonNode tree) {
        Map<String, Member> byName = members.getOrDefault(structure.name(), Map.of());
        ObjectNode named = MAPPER.createObjectNode();
        for (Map.Entry<String, JsonNode> property : tree.properties()) {
            Member member = byName.get(property.getKey().toLowerCase(Locale.ROOT));
            if (member == null) {
                throw new IllegalStateException(
                        "the shape " + structure.name() + " has no member \"" + property.getKey() + "\"");
            }
            named.set(member.name(), named(member.shape(), property.getValue()));
        }
        return named;
    }

    private JsonNode named(Shape shape, JsonNode value) {
        return switch (shape) {
            case Structure structure -> named(structure, value);
            case ListShape list -> {
                ArrayNode named = MAPPER.createArrayNode();
                value.forEach(element -> named.add(named(list.element().shape(), element)));
                yield named;
            }
            case MapShape map -> {
                ObjectNode named = MAPPER.createObjectNode();
                value.forEachEntry(
                        (key, one) -> named.set(key, named(map.value().shape(), one)));
                yield named;
            }
            case Shape.StringShape _,
                    Shape.NumberShape _,
                    Shape.BooleanShape _,
                    Shape.TimestampShape _,
                    Shape.BlobShape _ -> value;
        };
    }

    private static JsonSetter.Value emptyIfAbsent() {
        return JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);
    }

    private static final class MillisSerializer extends StdSerializer<Instant> {
        MillisSerializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator generator, SerializationContext context) {
            generator.writeNumber(value.toEpochMilli());
        }
    }

    private static final class MillisDeserializer extends StdDeserializer<Instant> {
        MillisDeserializer() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) {
            return Instant.ofEpochMilli(parser.getLongValue());
        }
    }
}
