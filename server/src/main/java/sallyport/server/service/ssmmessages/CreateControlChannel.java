// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssmmessages;

import java.util.Optional;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Arn;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.identity.NodeId;
import sallyport.server.node.ControlChannels;
import sallyport.server.node.Node;
import sallyport.server.node.Nodes;

/** Gives a node the token for its next control channel. Source: docs/protocol/agent.md#control-channel. */
public final class CreateControlChannel
        implements Operation<CreateControlChannel.Request, Optional<Node>, CreateControlChannel.Response> {
    static final String SCHEMA_VERSION = "1.0";

    private static final String ACTION = "ssmmessages:CreateControlChannel";

    /** The node's id, from the path. */
    public record Request(String instanceId) {}

    /** The token for the first frame. */
    public record Response(String messageSchemaVersion, String tokenValue) {}

    private final Home home;
    private final Nodes nodes;
    private final ControlChannels channels;

    public CreateControlChannel(Home home, Nodes nodes, ControlChannels channels) {
        this.home = home;
        this.nodes = nodes;
        this.channels = channels;
    }

    @Override
    public String name() {
        return "CreateControlChannel";
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
    public Plan<Optional<Node>> plan(Request request, Caller caller) {
        Optional<NodeId> id = NodeId.parse(request.instanceId());
        Arn named =
                id.map(home::arn).orElseGet(() -> home.arn("ssmmessages", "control-channel/" + request.instanceId()));
        return new Plan<>(
                Requirement.all(
                        new Requirement.Itself(ACTION, named), Requirement.of(ACTION, home.arn("ssmmessages", "*"))),
                id.flatMap(nodes::find));
    }

    @Override
    public Response handle(Request request, Optional<Node> found, Call call) {
        Node node = found.orElseThrow(() -> ChannelErrors.noSuchNode(request.instanceId()));
        return new Response(SCHEMA_VERSION, channels.issueToken(node.id()).value());
    }
}
