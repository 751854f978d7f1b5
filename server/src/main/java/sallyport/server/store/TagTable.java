// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** {@code resource_tag}: the tags of whatever can have some. */
public final class TagTable {

    /** Whose tags: part of the key, so its names must not change. */
    public enum Kind {
        NODE,
        ACTIVATION,
        JOIN_TOKEN,
        USER,
        ROLE,
        INSTANCE_PROFILE,
        POLICY,
        MFA_DEVICE,
        OIDC_PROVIDER
    }

    private record Row(String id, String key, String value) {}

    private final Rows rows;

    TagTable(Rows rows) {
        this.rows = rows;
    }

    /** The tags of one resource. */
    public Map<String, String> of(Kind kind, String id) {
        return between(kind, id, id).getOrDefault(id, Map.of());
    }

    /** The tags of the resources from {@code first} to {@code last}, both included, by id; without those that have none. */
    public Map<String, Map<String, String>> between(Kind kind, String first, String last) {
        Map<String, Map<String, String>> tags = new HashMap<>();
        rows.query("""
                        SELECT id, tag_key, tag_value FROM resource_tag
                        WHERE account = :account AND region = :region AND kind = :kind
                            AND id >= :first AND id <= :last""")
                .bind("kind", kind.name())
                .bind("first", first)
                .bind("last", last)
                .map((row, _) -> new Row(row.getString("id"), row.getString("tag_key"), row.getString("tag_value")))
                .forEach(row ->
                        tags.computeIfAbsent(row.id, _ -> new HashMap<>()).put(row.key, row.value));
        return tags;
    }

    /** The tags of all resources of a kind, by id; without those that have none. */
    public Map<String, Map<String, String>> all(Kind kind) {
        return between(kind, "", "\uffff");
    }

    /** Sets tags; a key the resource has already gets the new value. */
    public void put(Kind kind, String id, Map<String, String> tags) {
        tags.forEach((key, value) -> rows.update("""
                        INSERT INTO resource_tag (account, region, kind, id, tag_key, tag_value)
                        VALUES (:account, :region, :kind, :id, :key, :value)
                        ON CONFLICT (account, region, kind, id, tag_key) DO UPDATE SET tag_value = excluded.tag_value""")
                .bind("kind", kind.name())
                .bind("id", id)
                .bind("key", key)
                .bind("value", value)
                .execute());
    }

    public void delete(Kind kind, String id, Collection<String> keys) {
        keys.forEach(key -> rows.update("""
                        DELETE FROM resource_tag
                        WHERE account = :account AND region = :region AND kind = :kind AND id = :id AND tag_key = :key""")
                .bind("kind", kind.name())
                .bind("id", id)
                .bind("key", key)
                .execute());
    }

    /** Deletes every tag of a resource. */
    public void deleteAll(Kind kind, String id) {
        rows.update("""
                        DELETE FROM resource_tag
                        WHERE account = :account AND region = :region AND kind = :kind AND id = :id""").bind("kind", kind.name()).bind("id", id).execute();
    }
}
