// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Header fields of a request or response: names ignore case, values keep their order. Immutable. */
public final class Headers {
    private static final Headers NONE = new Headers(Map.of());

    /** Lower-case name to its values, in order of first appearance. */
    private final Map<String, List<String>> values;

    private Headers(Map<String, List<String>> values) {
        this.values = values;
    }

    public static Headers none() {
        return NONE;
    }

    /** Headers from {@code name, value, name, value, …}. */
    public static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a header name without a value: " + Arrays.toString(namesAndValues));
        }
        Headers headers = NONE;
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers = headers.with(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }

    /** Headers from pairs in the order they arrived; a repeated name keeps every value. */
    public static Headers of(Iterable<Map.Entry<String, String>> pairs) {
        Map<String, List<String>> collected = new LinkedHashMap<>();
        for (Map.Entry<String, String> pair : pairs) {
            collected
                    .computeIfAbsent(pair.getKey().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                    .add(pair.getValue());
        }
        collected.replaceAll((name, list) -> List.copyOf(list));
        return new Headers(collected);
    }

    /**
     * A copy with one more value; earlier values of the same name stay.
     *
     * @throws IllegalArgumentException if the value could end its line
     */
    public Headers with(String name, String value) {
        // SECURITY: a line break in a value would let whoever chose it write headers and bodies of his own
        if (value.chars().anyMatch(c -> c < ' ' && c != '\t')) {
            throw new IllegalArgumentException("control character in the value of header " + name);
        }
        Map<String, List<String>> copy = new LinkedHashMap<>(values);
        List<String> list = new ArrayList<>(all(name));
        list.add(value);
        copy.put(name.toLowerCase(Locale.ROOT), List.copyOf(list));
        return new Headers(copy);
    }

    /** Every value of a field, in order; empty when the field is absent. */
    public List<String> all(String name) {
        return values.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** Whether a field whose value is a comma-separated list of tokens (such as {@code Connection}) holds this token. */
    public boolean hasToken(String name, String token) {
        return all(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .anyMatch(element -> element.strip().equalsIgnoreCase(token));
    }

    /** The names present, in lower case. */
    public Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** Names only: values may carry credentials. */
    @Override
    public String toString() {
        return "Headers" + values.keySet();
    }
}
