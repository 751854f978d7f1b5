// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.agent;

import java.util.List;
import sallyport.server.aws.Operation;
import sallyport.server.identity.Credentials;
import sallyport.server.identity.Home;
import sallyport.server.node.Activations;
import sallyport.server.node.Nodes;

/** The operations that only agents call. */
public final class AgentOperations {
    private AgentOperations() {}

    public static List<Operation<?, ?, ?>> all(
            Home home, Nodes nodes, Activations activations, Credentials credentials) {
        OwnNode ownNode = new OwnNode(home, nodes);
        return List.of(
                new RegisterManagedInstance(activations),
                new RequestManagedInstanceRoleToken(ownNode, credentials),
                new UpdateManagedInstancePublicKey(ownNode, nodes),
                new UpdateInstanceInformation(ownNode, nodes),
                new ListInstanceAssociations(ownNode));
    }
}
