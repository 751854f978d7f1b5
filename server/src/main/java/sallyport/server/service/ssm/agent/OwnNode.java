// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.agent;

import java.util.Map;
import java.util.Optional;
import sallyport.server.authz.Requirement.AccessCheck;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.identity.NodeId;
import sallyport.server.node.Node;
import sallyport.server.node.Nodes;

/** Plans calls that only the node they name may make, whatever a policy allows to people. */
record OwnNode(Home home, Nodes nodes) {
    /**
     * Requires the action on the node, and finds it.
     *
     * @throws sallyport.server.aws.AwsException if the caller is not that node
     */
    Plan<Optional<Node>> plan(String action, String named, Caller caller) {
        Optional<NodeId> id = NodeId.parse(named);
        AccessCheck check = new AccessCheck(
                action, id.map(home::arn).orElseGet(() -> home.arn("ec2", "instance/" + named)), Map.of());
        if (id.isEmpty() || !caller.node().equals(id)) {
            throw AgentErrors.notThatNode(caller, check);
        }
        return new Plan<>(check, nodes.find(id.get()));
    }

    /** The same for calls that name no node: they are about the one that signed. */
    Plan<Optional<Node>> plan(String action, Caller caller) {
        return plan(action, caller.node().map(NodeId::text).orElse("unknown"), caller);
    }
}
