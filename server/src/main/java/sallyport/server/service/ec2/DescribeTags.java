// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Operation;
import sallyport.server.aws.PageTokens;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.node.Node;

/** Lists the tags of instances, in the order of instance and key. */
public final class DescribeTags implements Operation<DescribeTags.Request, Nothing, DescribeTags.Response> {
    private static final String INSTANCE = "instance";

    /** Which; every filter must hold. */
    public record Request(
            Optional<Boolean> dryRun, List<Filter> filters, Optional<Integer> maxResults, Optional<String> nextToken) {}

    /** One page. */
    public record Response(List<Item> tags, Optional<String> nextToken) {}

    /** A tag and what it is of. */
    public record Item(String key, String resourceId, String resourceType, String value) {
        private String cursor() {
            return resourceId + " " + key;
        }
    }

    private final Instances instances;
    private final PageTokens pages;

    DescribeTags(Instances instances, PageTokens pages) {
        this.instances = instances;
        this.pages = pages;
    }

    @Override
    public String name() {
        return "DescribeTags";
    }

    @Override
    public Class<Request> input() {
        return Request.class;
    }

    @Override
    public boolean mutates() {
        return false;
    }

    @Override
    public Plan<Nothing> plan(Request request, Caller caller) {
        return Plan.of(Requirement.of("ec2:DescribeTags", instances.home().arn("ec2", "*")));
    }

    @Override
    public Response handle(Request request, Nothing resolved, Call call) {
        int size = Paging.size(request.maxResults());
        List<Object> question = List.of(name(), request.filters());
        String after = request.nextToken()
                .map(token -> pages.cursor(question, token).orElseThrow(Ec2Errors::invalidNextToken))
                .orElse("");
        request.filters().forEach(filter -> accepts(filter, new Item("", "", "", "")));
        if (request.dryRun().orElse(false)) {
            throw Ec2Errors.dryRun();
        }
        List<Item> found = new ArrayList<>();
        for (Node node : instances.from(Optional.empty(), Integer.MAX_VALUE)) {
            for (Map.Entry<String, String> tag : new TreeMap<>(node.tags()).entrySet()) {
                Item item = new Item(tag.getKey(), node.id().text(), INSTANCE, tag.getValue());
                if (item.cursor().compareTo(after) > 0
                        && request.filters().stream().allMatch(filter -> accepts(filter, item))) {
                    found.add(item);
                }
            }
        }
        List<Item> shown = found.subList(0, Math.min(size, found.size()));
        return new Response(
                List.copyOf(shown),
                found.size() > size
                        ? Optional.of(pages.issue(question, shown.getLast().cursor()))
                        : Optional.empty());
    }

    private static boolean accepts(Filter filter, Item tag) {
        String name = filter.name().orElse("");
        return switch (name) {
            case "key", "tag-key" -> filter.accepts(tag.key());
            case "value" -> filter.accepts(tag.value());
            case "resource-id" -> filter.accepts(tag.resourceId());
            case "resource-type" -> filter.accepts(tag.resourceType());
            default -> {
                if (!name.startsWith("tag:")) {
                    throw Ec2Errors.unknownFilter(name);
                }
                yield name.substring("tag:".length()).equals(tag.key()) && filter.accepts(tag.value());
            }
        };
    }
}
