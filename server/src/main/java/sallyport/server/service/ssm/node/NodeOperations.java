// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.node;

import java.util.List;
import sallyport.server.aws.Operation;
import sallyport.server.aws.PageTokens;
import sallyport.server.identity.Home;
import sallyport.server.node.ControlChannels;
import sallyport.server.node.Nodes;
import sallyport.server.session.Sessions;

/** The operations by which people look at nodes and remove them. */
public final class NodeOperations {
    private NodeOperations() {}

    public static List<Operation<?, ?, ?>> all(
            Home home, Nodes nodes, ControlChannels channels, Sessions sessions, PageTokens pages) {
        return List.of(
                new DescribeInstanceInformation(home, nodes, channels, pages),
                new DeregisterManagedInstance(home, nodes, channels, sessions));
    }
}
