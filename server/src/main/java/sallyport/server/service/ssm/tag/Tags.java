// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.tag;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sallyport.server.aws.AwsException;
import sallyport.server.node.Nodes;

/** Tags between the API's lists and the maps inside. */
public final class Tags {
    private static final String RESERVED = "aws:";

    private Tags() {}

    /**
     * Tags a caller wants to set.
     *
     * @throws AwsException if a key is reserved or given twice, or there are too many
     */
    public static Map<String, String> checked(List<Tag> tags) {
        Map<String, String> checked = new LinkedHashMap<>();
        for (Tag tag : tags) {
            if (tag.key().startsWith(RESERVED)) {
                throw TagErrors.reserved();
            }
            if (checked.put(tag.key(), tag.value()) != null) {
                throw TagErrors.duplicate(tag.key());
            }
        }
        if (checked.size() > Nodes.MAX_TAGS) {
            throw TagErrors.tooMany();
        }
        return checked;
    }

    /** In the order of their keys. */
    public static List<Tag> list(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                        .toList();
    }

    /** The request keys by which policies know the tags of a request. */
    public static Map<String, List<String>> requestContext(List<Tag> tags) {
        Map<String, List<String>> context = new LinkedHashMap<>();
        tags.forEach(tag -> context.put("aws:RequestTag/" + tag.key(), List.of(tag.value())));
        context.put("aws:TagKeys", tags.stream().map(Tag::key).toList());
        return context;
    }
}
