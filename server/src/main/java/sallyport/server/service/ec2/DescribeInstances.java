// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ec2;

import java.time.Instant;
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
import sallyport.server.identity.NodeId;
import sallyport.server.node.Node;
import sallyport.server.node.Nodes;

/**
 * Shows the {@code i-} nodes as instances, in the order of their ids. What EC2 knows and Sallyport does not, as image, network
 * and type, is absent. Every instance is {@code running}: whether its agent is connected is for SSM to say.
 */
public final class DescribeInstances
        implements Operation<DescribeInstances.Request, Nothing, DescribeInstances.Response> {
    /** Which; named instances must exist, and every filter must hold. */
    public record Request(
            List<String> instanceIds,
            Optional<Boolean> dryRun,
            List<Filter> filters,
            Optional<String> nextToken,
            Optional<Integer> maxResults) {}

    /** One page. */
    public record Response(Optional<String> nextToken, List<Reservation> reservations) {}

    /** Each instance is a reservation of its own, as if launched by itself. */
    public record Reservation(String reservationId, String ownerId, List<Instance> instances) {}

    /** An instance as EC2 shows it. */
    public record Instance(
            String instanceId,
            State state,
            Optional<String> privateIpAddress,
            Optional<String> privateDnsName,
            Instant launchTime,
            Profile iamInstanceProfile,
            List<Tag> tags) {}

    /** EC2's numbers and names of states. */
    public record State(int code, String name) {
        private static final State RUNNING = new State(16, "running");
    }

    /** The instance profile, which stands for the role of the same name. */
    public record Profile(String arn) {}

    private final Instances instances;
    private final Nodes nodes;
    private final PageTokens pages;

    DescribeInstances(Instances instances, Nodes nodes, PageTokens pages) {
        this.instances = instances;
        this.nodes = nodes;
        this.pages = pages;
    }

    @Override
    public String name() {
        return "DescribeInstances";
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
        return Plan.of(Requirement.of("ec2:DescribeInstances", instances.home().arn("ec2", "*")));
    }

    @Override
    public Response handle(Request request, Nothing resolved, Call call) {
        if (!request.instanceIds().isEmpty() && request.maxResults().isPresent()) {
            throw Ec2Errors.pagedIds();
        }
        int size = Paging.size(request.maxResults());
        List<Object> question = List.of(name(), request.filters(), request.instanceIds());
        Optional<NodeId> after = request.nextToken()
                .map(token ->
                        pages.cursor(question, token).flatMap(NodeId::parse).orElseThrow(Ec2Errors::invalidNextToken));
        request.filters().forEach(DescribeInstances::requireKnown);
        List<Node> named =
                request.instanceIds().stream().distinct().map(this::require).toList();
        if (request.dryRun().orElse(false)) {
            throw Ec2Errors.dryRun();
        }
        List<Node> found = request.instanceIds().isEmpty()
                ? matching(request.filters(), after, size + 1)
                : named.stream()
                        .filter(node -> accepts(request.filters(), node))
                        .toList();
        List<Node> shown = found.subList(0, Math.min(size, found.size()));
        return new Response(
                found.size() > size
                        ? Optional.of(pages.issue(question, shown.getLast().id().text()))
                        : Optional.empty(),
                shown.stream().map(this::reservation).toList());
    }

    private Node require(String id) {
        NodeId instance = Instances.instance(id).orElseThrow(() -> Ec2Errors.malformedInstance(id));
        return nodes.find(instance).orElseThrow(() -> Ec2Errors.noSuchInstance(id));
    }

    private List<Node> matching(List<Filter> filters, Optional<NodeId> after, int atMost) {
        List<Node> found = new ArrayList<>();
        Optional<NodeId> from = after;
        while (found.size() < atMost) {
            List<Node> some = instances.from(from, atMost);
            some.stream().filter(node -> accepts(filters, node)).forEach(found::add);
            if (some.size() < atMost) {
                break;
            }
            from = Optional.of(some.getLast().id());
        }
        return found;
    }

    private static boolean accepts(List<Filter> filters, Node node) {
        return filters.stream().allMatch(filter -> accepts(filter, node));
    }

    private static void requireKnown(Filter filter) {
        String name = filter.name().orElse("");
        boolean known = name.startsWith("tag:")
                || List.of(
                                "instance-id",
                                "instance-state-name",
                                "instance-state-code",
                                "private-ip-address",
                                "private-dns-name",
                                "tag-key")
                        .contains(name);
        if (!known) {
            throw Ec2Errors.unknownFilter(name);
        }
    }

    private static boolean accepts(Filter filter, Node node) {
        String name = filter.name().orElse("");
        return switch (name) {
            case "instance-id" -> filter.accepts(node.id().text());
            case "instance-state-name" -> filter.accepts(State.RUNNING.name());
            case "instance-state-code" -> filter.accepts(Integer.toString(State.RUNNING.code()));
            case "private-ip-address" -> filter.accepts(node.agent().ipAddress());
            case "private-dns-name" -> filter.accepts(node.agent().computerName());
            case "tag-key" -> node.tags().keySet().stream().anyMatch(filter::accepts);
            default -> {
                String value = node.tags().get(name.substring("tag:".length()));
                yield value != null && filter.accepts(value);
            }
        };
    }

    private Reservation reservation(Node node) {
        String digits = node.id().text().substring("i-".length());
        Instance instance = new Instance(
                node.id().text(),
                State.RUNNING,
                present(node.agent().ipAddress()),
                present(node.agent().computerName()),
                node.registered(),
                new Profile(instances
                        .home()
                        .globalArn("iam", "instance-profile/" + node.role())
                        .toString()),
                tags(node.tags()));
        return new Reservation("r-" + digits, instances.home().account().digits(), List.of(instance));
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .map(tag -> Tag.of(tag.getKey(), tag.getValue()))
                        .toList();
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
