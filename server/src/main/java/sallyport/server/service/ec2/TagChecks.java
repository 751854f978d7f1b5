// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ec2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What EC2 says about tags in a request before it looks at the resources. */
final class TagChecks {
    private static final int MAX_KEY = 127; // EC2 takes one character less than SSM
    private static final int MAX_VALUE = 255;

    private TagChecks() {}

    /** The tags to set, by key; the last of two with the same key counts. */
    static Map<String, String> toSet(List<Tag> tags) {
        if (tags.isEmpty()) {
            throw Ec2Errors.missing("Tags");
        }
        Map<String, String> checked = new LinkedHashMap<>();
        for (Tag tag : tags) {
            checked.put(key(tag), value(tag).orElse(""));
        }
        return checked;
    }

    /** The key of a tag to set or remove. */
    static String key(Tag tag) {
        String key = tag.key().orElse("");
        if (key.isEmpty()) {
            throw Ec2Errors.invalidTag("Tag key cannot be empty");
        }
        if (key.length() > MAX_KEY) {
            throw Ec2Errors.invalidTag("Tag key exceeds the maximum length of " + MAX_KEY + " characters");
        }
        if (key.startsWith("aws:")) {
            throw Ec2Errors.reservedTag();
        }
        return key;
    }

    private static Optional<String> value(Tag tag) {
        if (tag.value().orElse("").length() > MAX_VALUE) {
            throw Ec2Errors.invalidTag("Tag value exceeds the maximum length of " + MAX_VALUE + " characters");
        }
        return tag.value();
    }

    /** The request keys by which policies know the tags of a request. */
    static Map<String, List<String>> requestContext(List<Tag> tags) {
        Map<String, List<String>> context = new LinkedHashMap<>();
        tags.forEach(tag -> context.put(
                "aws:RequestTag/" + tag.key().orElse(""), List.of(tag.value().orElse(""))));
        context.put(
                "aws:TagKeys", tags.stream().map(tag -> tag.key().orElse("")).toList());
        return context;
    }
}
