// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON object inside an entry: the parameters of a request, the elements of a response. Immutable.
 *
 * <p>SECURITY: the ledger keeps what it is given for ever and shows it to every auditor. Whoever makes details leaves
 * tokens, activation codes and keys out.
 */
public final class Details {
    private static final Details NONE = new Details(JsonNodeFactory.instance.objectNode());

    private final ObjectNode json;

    private Details(ObjectNode json) {
        this.json = json;
    }

    public static Details none() {
        return NONE;
    }

    @JsonCreator
    public static Details of(ObjectNode json) {
        return new Details(json.deepCopy());
    }

    /** Details from names and JSON-like values: strings, numbers, booleans, lists, maps, records. */
    public static Details of(Map<String, ?> values) {
        return new Details(EntryCodec.MAPPER.valueToTree(values));
    }

    /** A copy the caller may change. */
    @JsonValue
    public ObjectNode json() {
        return json.deepCopy();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Details that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
