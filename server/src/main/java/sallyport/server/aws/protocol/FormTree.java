// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sallyport.wire.sigv4.QueryString;

/**
 * The parameters of a form, nested as their dotted names say: {@code Filter.1.Name=tag:x} is {@code x} under Name under 1 under Filter.
 * Built once per request, so reading a request costs no more than its size.
 */
final class FormTree {
    private static final int DEEPEST = 16;
    private static final int MOST_PARAMETERS = 10_000;

    private final Map<String, FormTree> children = new LinkedHashMap<>();
    private @Nullable String value;

    private FormTree() {}

    static FormTree of(QueryString form) throws MalformedBodyException {
        if (form.parameters().size() > MOST_PARAMETERS) {
            throw new MalformedBodyException("The request has too many parameters.");
        }
        var root = new FormTree();
        for (QueryString.Parameter parameter : form.parameters()) {
            FormTree node = root;
            String[] path = parameter.name().split("\\.", DEEPEST + 1);
            if (path.length > DEEPEST) {
                throw new MalformedBodyException("A parameter of the request is nested too deeply.");
            }
            for (String step : path) {
                node = node.children.computeIfAbsent(step, _ -> new FormTree());
            }
            if (node.value != null) {
                throw new MalformedBodyException("A parameter of the request is there twice.");
            }
            node.value = parameter.value();
        }
        return root;
    }

    /** The parameters under that name; empty if there is none. */
    Optional<FormTree> child(String name) {
        return Optional.ofNullable(children.get(name));
    }

    /** The parameter's own value; empty if there are only parameters under it. */
    Optional<String> value() {
        return Optional.ofNullable(value);
    }

    boolean hasChildren() {
        return !children.isEmpty();
    }
}
