// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy.condition;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one request, {@code aws:SourceIp}, {@code ssm:resourceTag/Environment}, with their values. Immutable, so it can be kept and
 * asked again later; time is in it only as far as the caller put it in ({@code aws:CurrentTime}, {@code aws:MultiFactorAuthAge}).
 *
 * <p>Keys ignore case, the key of a tag included. A key is single-valued or multi-valued by its nature, whatever number of values it has
 * today: {@code aws:TagKeys} with one value is still a set, and operators without ForAllValues or ForAnyValue never hold for it.
 */
public final class Context {
    private static final Context EMPTY = new Context(Map.of());

    /**
     * One key.
     *
     * @param key as the caller wrote it
     * @param multi whether the key is a set by its nature
     * @param values at least one, exactly one if not {@code multi}
     */
    public record Entry(String key, boolean multi, List<String> values) {
        public Entry {
            values = List.copyOf(values);
            if (values.isEmpty() || (!multi && values.size() > 1)) {
                throw new IllegalArgumentException("a key has a value, and more than one only if it is multi-valued");
            }
        }
    }

    private final Map<String, Entry> entries;

    private Context(Map<String, Entry> entries) {
        this.entries = Map.copyOf(entries);
    }

    /** No key at all. */
    public static Context empty() {
        return EMPTY;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts with these keys. */
    public Builder toBuilder() {
        return new Builder().all(this);
    }

    /** Whether the request has the key. */
    public boolean has(String key) {
        return entries.containsKey(Fold.lower(key));
    }

    /** The values of the key, empty if the request does not have it. */
    public List<String> values(String key) {
        Entry entry = entries.get(Fold.lower(key));
        return entry == null ? List.of() : entry.values();
    }

    /** Every key, in alphabetical order; to be kept, and to be shown. */
    public List<Entry> entries() {
        return entries.values().stream()
                .sorted(Comparator.comparing(entry -> Fold.lower(entry.key())))
                .toList();
    }

    @Nullable
    Entry entry(String foldedKey) {
        return entries.get(foldedKey);
    }

    /** The value of a single-valued key. */
    @Nullable
    String only(String foldedKey) {
        Entry entry = entries.get(foldedKey);
        return entry == null || entry.multi() ? null : entry.values().getFirst();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Context context && entries.equals(context.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return entries().toString();
    }

    /** Collects keys. What is put in later replaces what was put in before under the same key. */
    public static final class Builder {
        private final Map<String, Entry> entries = new HashMap<>();

        private Builder() {}

        /** A key that has one value by its nature. */
        public Builder single(String key, String value) {
            return entry(new Entry(key, false, List.of(value)));
        }

        /** A key that is a set by its nature; a set of nothing is the same as no key. */
        public Builder multi(String key, Collection<String> values) {
            return values.isEmpty() ? without(key) : entry(new Entry(key, true, List.copyOf(values)));
        }

        public Builder without(String key) {
            entries.remove(Fold.lower(key));
            return this;
        }

        /** All the keys of another context. */
        public Builder all(Context other) {
            entries.putAll(other.entries);
            return this;
        }

        /** A key as {@link Context#entries} gave it. */
        public Builder entry(Entry entry) {
            entries.put(Fold.lower(entry.key()), entry);
            return this;
        }

        public Context build() {
            return entries.isEmpty() ? EMPTY : new Context(entries);
        }
    }
}
