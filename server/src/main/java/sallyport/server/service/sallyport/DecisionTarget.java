// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.sallyport;

import java.util.Map;
import java.util.Optional;
import sallyport.server.authz.Requirement;
import sallyport.server.authz.Requirement.AccessCheck;
import sallyport.server.identity.Arn;
import sallyport.server.identity.Home;
import sallyport.server.identity.NodeId;
import sallyport.server.node.Node;
import sallyport.server.node.Nodes;

/** What a question about permissions is about: an action, and a node's id, an ARN, or {@code *} for actions without resource. */
record DecisionTarget(Home home, Nodes nodes) {

    /** The check as an operation would make it, with the tags of a node. */
    AccessCheck check(String action, String target) {
        Optional<NodeId> node = NodeId.parse(target).or(() -> nodeOf(target));
        if (node.isPresent()) {
            Map<String, String> tags = nodes.find(node.get()).map(Node::tags).orElse(Map.of());
            return shell(Requirement.of(action, home.arn(node.get())).tagged(tags));
        }
        if (target.equals("*")) {
            return Requirement.of(action, home.arn(action.substring(0, action.indexOf(':')), "*"));
        }
        return shell(Requirement.of(action, Arn.parse(target).orElseThrow(() -> SallyportErrors.noTarget(target))));
    }

    private Optional<NodeId> nodeOf(String target) {
        return Arn.parse(target)
                .map(Arn::resource)
                .map(resource -> resource.substring(resource.lastIndexOf('/') + 1))
                .flatMap(NodeId::parse)
                .filter(node -> home.arn(node).toString().equals(target));
    }

    /** As a session without a named document asks. */
    private static AccessCheck shell(AccessCheck check) {
        return check.action().equalsIgnoreCase("ssm:StartSession")
                ? check.with("ssm:SessionDocumentAccessCheck", "false")
                : check;
    }
}
