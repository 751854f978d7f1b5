// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.node;

import java.util.Map;
import java.util.Optional;
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
import sallyport.server.session.Sessions;

/** Forgets a managed instance: its credentials, its control channel and its sessions end at once. */
public final class DeregisterManagedInstance
        implements Operation<DeregisterManagedInstance.Request, Optional<NodeId>, Nothing> {
    /** Which. */
    public record Request(String instanceId) {}

    private final Home home;
    private final Nodes nodes;
    private final ControlChannels channels;
    private final Sessions sessions;

    DeregisterManagedInstance(Home home, Nodes nodes, ControlChannels channels, Sessions sessions) {
        this.home = home;
        this.nodes = nodes;
        this.channels = channels;
        this.sessions = sessions;
    }

    @Override
    public String name() {
        return "DeregisterManagedInstance";
    }

    @Override
    public Class<Request> input() {
        return Request.class;
    }

    @Override
    public boolean mutates() {
        return true;
    }

    @Override
    public Plan<Optional<NodeId>> plan(Request request, Caller caller) {
        Optional<NodeId> id = NodeId.parse(request.instanceId());
        Requirement requirement = Requirement.of(
                        "ssm:DeregisterManagedInstance", home.arn("ssm", "managed-instance/" + request.instanceId()))
                .tagged(id.flatMap(nodes::find).map(Node::tags).orElse(Map.of()));
        return new Plan<>(requirement, id);
    }

    @Override
    public Nothing handle(Request request, Optional<NodeId> id, Call call) {
        NodeId node = id.filter(nodes::deregister).orElseThrow(() -> NodeErrors.noSuchNode(request.instanceId()));
        sessions.nodeRemoved(node); // while the node can still be told
        channels.disconnect(node, "deregistered");
        return Nothing.NOTHING;
    }
}
