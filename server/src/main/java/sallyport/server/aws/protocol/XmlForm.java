// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws.protocol;

import java.util.function.LongFunction;
import sallyport.server.aws.shape.Member;
import sallyport.server.aws.shape.Shape;
import sallyport.server.aws.shape.Shape.BlobShape;
import sallyport.server.aws.shape.Shape.BooleanShape;
import sallyport.server.aws.shape.Shape.ListShape;
import sallyport.server.aws.shape.Shape.MapShape;
import sallyport.server.aws.shape.Shape.NumberShape;
import sallyport.server.aws.shape.Shape.StringShape;
import sallyport.server.aws.shape.Shape.Structure;
import sallyport.server.aws.shape.Shape.TimestampFormat;
import sallyport.server.aws.shape.Shape.TimestampShape;
import tools.jackson.databind.JsonNode;

/**
 * Replies as XML, shared by the query protocols.
 *
 * @param element what a list's elements are called unless the model says otherwise
 * @param timestamp how a timestamp is written unless the model says otherwise
 */
record XmlForm(String element, LongFunction<String> timestamp) {

    void write(Structure shape, JsonNode tree, XmlWriter xml) {
        for (Member member : shape.members().values()) {
            JsonNode value = tree.get(member.name());
            if (value != null && !value.isNull()) {
                write(member.shape(), member.locationName().orElse(member.name()), value, xml);
            }
        }
    }

    private void write(Shape shape, String name, JsonNode value, XmlWriter xml) {
        switch (shape) {
            case Structure structure -> {
                xml.start(name);
                write(structure, value, xml);
                xml.end();
            }
            case ListShape list -> writeList(list, name, value, xml);
            case MapShape map -> writeMap(map, name, value, xml);
            case TimestampShape(var _, var format) ->
                xml.text(
                        name,
                        format == TimestampFormat.UNIX
                                ? Timestamps.seconds(value.asLong()).toPlainString()
                                : timestamp.apply(value.asLong()));
            case StringShape _, NumberShape _, BooleanShape _, BlobShape _ -> xml.text(name, value.asString());
        }
    }

    private void writeList(ListShape list, String name, JsonNode value, XmlWriter xml) {
        if (list.flattened()) {
            value.forEach(one -> write(list.element().shape(), name, one, xml));
            return;
        }
        xml.start(name);
        String elementName = list.element().locationName().orElse(element);
        value.forEach(one -> write(list.element().shape(), elementName, one, xml));
        xml.end();
    }

    private void writeMap(MapShape map, String name, JsonNode value, XmlWriter xml) {
        if (!map.flattened()) {
            xml.start(name);
        }
        value.forEachEntry((key, one) -> {
            xml.start(map.flattened() ? name : "entry");
            xml.text(map.key().locationName().orElse("key"), key);
            write(map.value().shape(), map.value().locationName().orElse("value"), one, xml);
            xml.end();
        });
        if (!map.flattened()) {
            xml.end();
        }
    }
}
