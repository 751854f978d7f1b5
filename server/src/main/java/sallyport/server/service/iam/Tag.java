// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A tag as IAM's API writes it. */
public record Tag(String key, String value) {
    private static final String RESERVED = "aws:";

    /** In the order of their keys. */
    public static List<Tag> of(Map<String, String> tags) {
        List<Tag> list = new ArrayList<>();
        new TreeMap<>(tags).forEach((key, value) -> list.add(new Tag(key, value)));
        return list;
    }

    /**
     * The tags of a request, by key.
     *
     * @throws sallyport.server.aws.AwsException if two keys are the same, but for the case of letters, or one is reserved
     */
    public static Map<String, String> checked(List<Tag> tags) {
        Map<String, String> checked = new LinkedHashMap<>();
        Map<String, String> seen = new HashMap<>();
        for (Tag tag : tags) {
            String key = tag.key().toLowerCase(Locale.ROOT);
            if (key.startsWith(RESERVED)) {
                throw IamErrors.invalidInput("Tag keys beginning with 'aws:' are reserved for system use");
            }
            if (seen.put(key, tag.key()) != null) {
                throw IamErrors.invalidInput(
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
            checked.put(tag.key(), tag.value());
        }
        return checked;
    }

    /** The request keys by which policies know the tags of a request. */
    public static Map<String, List<String>> requestContext(List<Tag> tags) {
        Map<String, List<String>> context = new LinkedHashMap<>();
        tags.forEach(tag -> context.put("aws:RequestTag/" + tag.key(), List.of(tag.value())));
        if (!tags.isEmpty()) {
            context.put("aws:TagKeys", tags.stream().map(Tag::key).toList());
        }
        return context;
    }

    /** The request keys by which policies know the tags a request removes. */
    public static Map<String, List<String>> keysContext(List<String> keys) {
        return keys.isEmpty() ? Map.of() : Map.of("aws:TagKeys", keys);
    }

    /** The request keys by which policies know the tags of the resource. */
    public static Map<String, List<String>> resourceContext(Map<String, String> tags) {
        Map<String, List<String>> context = new LinkedHashMap<>();
        tags.forEach((key, value) -> {
            context.put("aws:ResourceTag/" + key, List.of(value));
            context.put("iam:ResourceTag/" + key, List.of(value));
        });
        return context;
    }
}
