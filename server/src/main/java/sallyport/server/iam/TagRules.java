// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import sallyport.server.store.TagTable;

/** How tags of IAM's resources differ from those of nodes: two keys that differ in the case of letters alone are the same. */
public final class TagRules {
    private TagRules() {}

    /** Sets tags; one whose key is there already, whatever its case, is replaced. Throws {@link IamException} if there would be too many. */
    public static void put(TagTable table, TagTable.Kind kind, String id, Map<String, String> tags) {
        remove(table, kind, id, tags.keySet());
        if (table.of(kind, id).size() + tags.size() > Quota.TAGS.limit()) {
            throw new IamException(new IamProblem.QuotaExceeded(Quota.TAGS));
        }
        table.put(kind, id, tags);
    }

    /** Removes tags by their keys, whatever their case. */
    public static void remove(TagTable table, TagTable.Kind kind, String id, Collection<String> keys) {
        Set<String> wanted =
                keys.stream().map(key -> key.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        table.delete(
                kind,
                id,
                table.of(kind, id).keySet().stream()
                        .filter(key -> wanted.contains(key.toLowerCase(Locale.ROOT)))
                        .toList());
    }
}
