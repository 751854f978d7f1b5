// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Arn;
import sallyport.server.identity.Home;
import sallyport.server.identity.NodeId;
import sallyport.server.node.Node;
import sallyport.server.node.NodeFilter;
import sallyport.server.node.NodePage;
import sallyport.server.node.Nodes;

/** The instances EC2 shows: the {@code i-} nodes. */
record Instances(Home home, Nodes nodes) {
    private static final int PAGE = 500;
    private static final NodeFilter ONLY_INSTANCES =
            new NodeFilter.FieldIn(NodeFilter.Field.RESOURCE_TYPE, Set.of("EC2Instance"));

    /** What the caller named, with the node where there is one. */
    record Named(String id, Optional<Node> node) {}

    /** Requires the action on each instance named, and finds them. */
    Plan<List<Named>> plan(String action, List<String> ids, Map<String, List<String>> requestContext) {
        List<Named> named = ids.stream()
                .distinct()
                .map(id -> new Named(id, instance(id).flatMap(nodes::find)))
                .toList();
        List<Requirement> each =
                named.stream().map(one -> check(action, one, requestContext)).toList();
        return new Plan<>(new Requirement.AllOf(each), named);
    }

    private Requirement check(String action, Named named, Map<String, List<String>> requestContext) {
        return new Requirement.AccessCheck(action, arn(named.id()), requestContext)
                .tagged(named.node().map(Node::tags).orElse(Map.of()));
    }

    Arn arn(String id) {
        return home.arn("ec2", "instance/" + id);
    }

    static Optional<NodeId> instance(String id) {
        return NodeId.parse(id).filter(node -> node.kind() == NodeId.Kind.INSTANCE);
    }

    /** Every instance in the order of the ids, from one on. */
    List<Node> from(Optional<NodeId> after, int atMost) {
        List<Node> found = new ArrayList<>();
        Optional<NodeId> last = after;
        boolean more = true;
        while (more && found.size() < atMost) {
            NodePage page =
                    nodes.list(List.of(ONLY_INSTANCES), _ -> false, last, Math.min(PAGE, atMost - found.size()));
            found.addAll(page.nodes());
            last = page.next();
            more = last.isPresent();
        }
        return found;
    }
}
