// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.sts;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import sallyport.server.authz.Requirement.AccessCheck;
import sallyport.server.identity.SessionContext;

/** The tags a session gets: those it is given, and those that go on from the session it is asked for with. */
record SessionTags(Map<String, String> tags, Set<String> transitive) {

    /** A tag as requests write it. */
    public record Tag(String key, String value) {}

    /** Throws {@code AwsException} if they cannot be. {@code before}: the session that asks. */
    static SessionTags of(List<Tag> given, List<String> transitiveKeys, Optional<SessionContext.Carried> before) {
        Set<String> seen = new HashSet<>();
        Map<String, String> tags = new HashMap<>();
        for (Tag tag : given) {
            if (folded(tag.key()).startsWith("aws:")) {
                throw StsErrors.reservedTag();
            }
            if (!seen.add(folded(tag.key()))) {
                throw StsErrors.duplicateTags();
            }
            tags.put(tag.key(), tag.value());
        }
        Set<String> wanted = transitiveKeys.stream().map(SessionTags::folded).collect(Collectors.toSet());
        if (!seen.containsAll(wanted)) {
            throw StsErrors.transitiveTagMissing();
        }
        Set<String> transitive = new HashSet<>(tags.keySet().stream()
                .filter(key -> wanted.contains(folded(key)))
                .toList());
        before.ifPresent(session -> session.transitiveTags().forEach(key -> {
            if (seen.contains(folded(key))) {
                throw StsErrors.transitiveTagTaken();
            }
            String value = session.tags().get(key);
            if (value != null) {
                tags.put(key, value);
                transitive.add(key);
            }
        }));
        return new SessionTags(tags, transitive);
    }

    /** What policies may ask about the tags of a request. */
    static AccessCheck inRequest(AccessCheck check, List<Tag> given, List<String> transitiveKeys) {
        Map<String, List<String>> context = new HashMap<>(check.context());
        given.forEach(tag -> context.put("aws:RequestTag/" + tag.key(), List.of(tag.value())));
        if (!given.isEmpty()) {
            context.put("aws:TagKeys", given.stream().map(Tag::key).toList());
        }
        if (!transitiveKeys.isEmpty()) {
            context.put("sts:TransitiveTagKeys", transitiveKeys);
        }
        return new AccessCheck(
                check.action(), check.resource(), check.alsoSpelled(), check.resourceTags(), context, check.guard());
    }

    private static String folded(String key) {
        return key.toLowerCase(Locale.ROOT);
    }
}
