// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.tag;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Arn;
import sallyport.server.identity.Home;
import sallyport.server.identity.NodeId;
import sallyport.server.node.Node;
import sallyport.server.node.Nodes;

/**
 * Resolves what SSM's three tagging operations name. Of SSM's types only managed instances exist here; {@code i-} nodes are
 * tagged through EC2.
 */
record Taggable(Home home, Nodes nodes) {
    /** Requires the action on the resource, and finds it if it is a node of SSM's. */
    Plan<Optional<Node>> plan(String action, String type, String id, Map<String, List<String>> requestContext) {
        Optional<Node> node = type.equals("ManagedInstance")
                ? NodeId.parse(id)
                        .filter(nodeId -> nodeId.kind() == NodeId.Kind.MANAGED)
                        .flatMap(nodes::find)
                : Optional.empty();
        Requirement requirement = new Requirement.AccessCheck(action, arn(type, id), requestContext)
                .tagged(node.map(Node::tags).orElse(Map.of()));
        return new Plan<>(requirement, node);
    }

    private Arn arn(String type, String id) {
        String kind = switch (type) {
            case "ManagedInstance" -> "managed-instance";
            case "Document" -> "document";
            case "MaintenanceWindow" -> "maintenancewindow";
            case "Parameter" -> "parameter";
            case "PatchBaseline" -> "patchbaseline";
            case "OpsItem" -> "opsitem";
            case "OpsMetadata" -> "opsmetadata";
            case "Automation" -> "automation-execution";
            case "Association" -> "association";
            default -> throw new AssertionError("the model lets no other type pass: " + type);
        };
        return home.arn("ssm", kind + "/" + id);
    }
}
