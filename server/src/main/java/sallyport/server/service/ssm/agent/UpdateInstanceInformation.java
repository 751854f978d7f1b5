// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.agent;

import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.node.AgentInfo;
import sallyport.server.node.Node;
import sallyport.server.node.Nodes;

/** Takes what an agent says of itself and of its machine, every five minutes. Source: docs/protocol/agent.md#calls. */
public final class UpdateInstanceInformation
        implements Operation<UpdateInstanceInformation.Request, Optional<Node>, Nothing> {
    /** COMPAT: the first report of an official agent's run has the id, name, version and platform only. */
    public record Request(
            String instanceId,
            Optional<String> agentName,
            Optional<String> agentVersion,
            Optional<String> agentStatus,
            Optional<String> platformType,
            Optional<String> platformName,
            Optional<String> platformVersion,
            Optional<String> ipAddress,
            Optional<String> computerName,
            Optional<String> ssmConnectionChannel) {}

    private final OwnNode ownNode;
    private final Nodes nodes;

    UpdateInstanceInformation(OwnNode ownNode, Nodes nodes) {
        this.ownNode = ownNode;
        this.nodes = nodes;
    }

    @Override
    public String name() {
        return "UpdateInstanceInformation";
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
    public boolean heartbeat() {
        return true;
    }

    @Override
    public Plan<Optional<Node>> plan(Request request, Caller caller) {
        return ownNode.plan("ssm:UpdateInstanceInformation", request.instanceId());
    }

    @Override
    public Nothing handle(Request request, Optional<Node> found, Call call) {
        AgentInfo reported = new AgentInfo(
                request.agentName().orElse(""),
                request.agentVersion().orElse(""),
                request.agentStatus().orElse(""),
                request.platformType().orElse(""),
                request.platformName().orElse(""),
                request.platformVersion().orElse(""),
                request.ipAddress().orElse(""),
                request.computerName().orElse(""),
                request.ssmConnectionChannel().orElse(""));
        if (found.isEmpty() || !nodes.updateInformation(found.get().id(), reported)) {
            throw AgentErrors.noSuchNode(request.instanceId());
        }
        return Nothing.NOTHING;
    }
}
