// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.node;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Operation;
import sallyport.server.aws.PageTokens;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.identity.NodeId;
import sallyport.server.node.AgentInfo;
import sallyport.server.node.ControlChannels;
import sallyport.server.node.Node;
import sallyport.server.node.NodePage;
import sallyport.server.node.Nodes;

/** Lists the nodes in the order of their ids, with what their agents say of them and whether they are connected now. */
public final class DescribeInstanceInformation
        implements Operation<DescribeInstanceInformation.Request, Nothing, DescribeInstanceInformation.Response> {
    private static final int DEFAULT_PAGE = 50;

    /** Which; every filter must hold, and only one of the two lists may be there. */
    public record Request(
            List<OldFilter> instanceInformationFilterList,
            List<Filter> filters,
            Optional<Integer> maxResults,
            Optional<String> nextToken) {}

    /** One condition in the form of 2014. */
    public record OldFilter(String key, List<String> valueSet) {}

    /** One condition. */
    public record Filter(String key, List<String> values) {}

    /** One page. */
    public record Response(List<Item> instanceInformationList, Optional<String> nextToken) {}

    /** A node as AWS shows it. Of an {@code i-} node SSM knows neither role nor registration: those are EC2's. */
    public record Item(
            String instanceId,
            String pingStatus,
            Optional<Instant> lastPingDateTime,
            Optional<String> agentVersion,
            Optional<String> platformType,
            Optional<String> platformName,
            Optional<String> platformVersion,
            Optional<String> activationId,
            Optional<String> iamRole,
            Optional<Instant> registrationDate,
            String resourceType,
            Optional<String> name,
            Optional<String> ipAddress,
            Optional<String> computerName,
            String sourceId,
            String sourceType) {}

    private final Home home;
    private final Nodes nodes;
    private final ControlChannels channels;
    private final PageTokens pages;

    DescribeInstanceInformation(Home home, Nodes nodes, ControlChannels channels, PageTokens pages) {
        this.home = home;
        this.nodes = nodes;
        this.channels = channels;
        this.pages = pages;
    }

    @Override
    public String name() {
        return "DescribeInstanceInformation";
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
        return Plan.of(Requirement.of("ssm:DescribeInstanceInformation", home.arn("ssm", "*")));
    }

    @Override
    public Response handle(Request request, Nothing resolved, Call call) {
        List<NodeFilters.Condition> conditions = conditions(request);
        List<Object> question = List.of(name(), conditions);
        Optional<NodeId> after = request.nextToken()
                .map(token ->
                        pages.cursor(question, token).flatMap(NodeId::parse).orElseThrow(NodeErrors::invalidNextToken));
        NodePage page = nodes.list(
                NodeFilters.read(conditions),
                channels::connected,
                after,
                request.maxResults().orElse(DEFAULT_PAGE));
        return new Response(
                page.nodes().stream().map(this::item).toList(),
                page.next().map(last -> pages.issue(question, last.text())));
    }

    private static List<NodeFilters.Condition> conditions(Request request) {
        if (!request.filters().isEmpty()
                && !request.instanceInformationFilterList().isEmpty()) {
            throw NodeErrors.bothFilterLists();
        }
        List<NodeFilters.Condition> conditions = Stream.concat(
                        request.instanceInformationFilterList().stream()
                                .map(filter -> new NodeFilters.Condition(filter.key(), filter.valueSet())),
                        request.filters().stream()
                                .map(filter -> new NodeFilters.Condition(filter.key(), filter.values())))
                .toList();
        if (request.maxResults().isPresent()
                && conditions.stream().anyMatch(condition -> condition.key().equals(NodeFilters.INSTANCE_IDS))) {
            throw NodeErrors.pagedInstanceIds();
        }
        return conditions;
    }

    private Item item(Node node) {
        AgentInfo agent = node.agent();
        boolean managed = node.id().kind() == NodeId.Kind.MANAGED;
        return new Item(
                node.id().text(),
                channels.connected(node.id()) ? "Online" : "ConnectionLost",
                node.lastPing(),
                present(agent.agentVersion()),
                present(agent.platformType()),
                present(agent.platformName()),
                present(agent.platformVersion()),
                node.activationId(),
                managed ? Optional.of(node.role()) : Optional.empty(),
                managed ? Optional.of(node.registered()) : Optional.empty(),
                node.resourceType(),
                managed ? present(node.name()) : Optional.empty(),
                present(agent.ipAddress()),
                present(agent.computerName()),
                node.id().text(),
                node.sourceType());
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
