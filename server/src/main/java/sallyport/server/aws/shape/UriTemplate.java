// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws.shape;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Method and path of a REST operation.
 *
 * @param segments of the path; {@code {ChannelId}} stands for any one segment
 */
public record UriTemplate(String method, List<String> segments) {
    public UriTemplate {
        segments = List.copyOf(segments);
    }

    static UriTemplate of(String method, String path) {
        return new UriTemplate(method, List.of(path.substring(1).split("/", -1)));
    }

    /** The raw text of each label if method and raw path are of this form. */
    public Optional<Map<String, String>> match(String method, String rawPath) {
        if (!method.equals(this.method) || !rawPath.startsWith("/")) {
            return Optional.empty();
        }
        String[] actual = rawPath.substring(1).split("/", -1);
        if (actual.length != segments.size()) {
            return Optional.empty();
        }
        var labels = new LinkedHashMap<String, String>();
        for (int i = 0; i < actual.length; i++) {
            String segment = segments.get(i);
            if (segment.startsWith("{")) {
                labels.put(segment.substring(1, segment.length() - 1), actual[i]);
            } else if (!segment.equals(actual[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(labels);
    }
}
