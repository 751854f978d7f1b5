// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import sallyport.server.aws.PageTokens;

/** Cuts what IAM's listing operations found into pages. */
public final class Paging {
    private static final int DEFAULT_SIZE = 100;

    private final PageTokens tokens;

    public Paging(PageTokens tokens) {
        this.tokens = tokens;
    }

    /** One page of a list. */
    public record Page<T>(List<T> items, boolean isTruncated, Optional<String> marker) {}

    /** The paging members of a request. */
    public record Wanted(Optional<String> marker, Optional<Integer> maxItems) {}

    /**
     * The page a caller wants.
     *
     * @param question operation and filters: a marker is good only with the question it was given for
     * @param found everything there is, in the order of {@code key}
     * @throws sallyport.server.aws.AwsException if the marker is none of ours
     */
    public <T> Page<T> page(List<Object> question, List<T> found, Function<T, String> key, Wanted wanted) {
        Optional<String> after =
                wanted.marker().map(marker -> tokens.cursor(question, marker).orElseThrow(IamErrors::invalidMarker));
        List<T> rest = after.isEmpty()
                ? found
                : found.stream()
                        .filter(item -> key.apply(item).compareTo(after.get()) > 0)
                        .toList();
        int size = Math.min(wanted.maxItems().orElse(DEFAULT_SIZE), rest.size());
        List<T> items = List.copyOf(rest.subList(0, size));
        boolean truncated = rest.size() > size;
        return new Page<>(
                items,
                truncated,
                truncated ? Optional.of(tokens.issue(question, key.apply(items.getLast()))) : Optional.empty());
    }
}
