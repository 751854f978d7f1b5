// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An IAM role.
 *
 * @param roleId AWS's unique id, {@code AROA…}
 */
public record Role(String name, String roleId, Arn arn, Map<String, String> tags) {
    public Role {
        tags = Map.copyOf(tags);
    }

    /** The tags of a session in it: keys ignore case, and the session's come first. */
    Map<String, String> tagsWith(Map<String, String> session) {
        Map<String, String> both = new HashMap<>(session);
        tags.forEach((key, value) -> {
            boolean given = session.keySet().stream()
                    .anyMatch(other -> other.toLowerCase(Locale.ROOT).equals(key.toLowerCase(Locale.ROOT)));
            if (!given) {
                both.put(key, value);
            }
        });
        return both;
    }
}
