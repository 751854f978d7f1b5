// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ec2;

import java.util.List;
import sallyport.server.aws.Operation;
import sallyport.server.aws.PageTokens;
import sallyport.server.identity.Home;
import sallyport.server.node.Nodes;

/** The operations of EC2 that there are: those that show and tag {@code i-} nodes. */
public final class InstanceOperations {
    private InstanceOperations() {}

    public static List<Operation<?, ?, ?>> all(Home home, Nodes nodes, PageTokens pages) {
        Instances instances = new Instances(home, nodes);
        return List.of(
                new DescribeInstances(instances, nodes, pages),
                new CreateTags(instances, nodes),
                new DeleteTags(instances, nodes),
                new DescribeTags(instances, pages));
    }
}
