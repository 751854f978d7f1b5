// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.agent;

import java.util.Optional;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Arn;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.identity.NodeId;
import sallyport.server.node.Node;
import sallyport.server.node.Nodes;

/** Plans calls that only the node they name may make, whatever a policy allows to people. */
record OwnNode(Home home, Nodes nodes) {
    /** Requires to be the node, and the action on it by a policy of its role; and finds it. */
    Plan<Optional<Node>> plan(String action, String named) {
        Optional<NodeId> id = NodeId.parse(named);
        Arn resource = id.map(home::arn).orElseGet(() -> home.arn("ec2", "instance/" + named));
        return new Plan<>(
                Requirement.all(new Requirement.Itself(action, resource), Requirement.of(action, resource)),
                id.flatMap(nodes::find));
    }

    /** The same for calls that the node signs with its own key and that name no node: no policy is asked. */
    Plan<Optional<Node>> plan(String action, Caller caller) {
        Arn resource = caller.node().map(home::arn).orElseGet(() -> home.arn("ec2", "instance/unknown"));
        return new Plan<>(
                new Requirement.Itself(action, resource), caller.node().flatMap(nodes::find));
    }
}
