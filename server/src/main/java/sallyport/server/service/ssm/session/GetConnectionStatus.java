// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.session;

import java.util.Map;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.identity.NodeId;
import sallyport.server.node.ControlChannels;
import sallyport.server.node.Node;
import sallyport.server.node.Nodes;

/** Says whether a session could start on a target now. An unknown target is not connected. */
public final class GetConnectionStatus
        implements Operation<GetConnectionStatus.Request, Nothing, GetConnectionStatus.Response> {
    /** A node id. */
    public record Request(String target) {}

    /** {@code connected} or {@code notconnected}. */
    public record Response(String target, String status) {}

    private final Home home;
    private final Nodes nodes;
    private final ControlChannels channels;

    GetConnectionStatus(Home home, Nodes nodes, ControlChannels channels) {
        this.home = home;
        this.nodes = nodes;
        this.channels = channels;
    }

    @Override
    public String name() {
        return "GetConnectionStatus";
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
        Map<String, String> tags = NodeId.parse(request.target())
                .flatMap(nodes::find)
                .map(Node::tags)
                .orElse(Map.of());
        return Plan.of(Requirement.of("ssm:GetConnectionStatus", Targets.arn(request.target(), home))
                .tagged(tags));
    }

    @Override
    public Response handle(Request request, Nothing resolved, Call call) {
        boolean connected =
                NodeId.parse(request.target()).filter(channels::connected).isPresent();
        return new Response(request.target(), connected ? "connected" : "notconnected");
    }
}
