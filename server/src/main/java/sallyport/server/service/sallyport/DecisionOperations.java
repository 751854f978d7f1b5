// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.sallyport;

import java.util.List;
import sallyport.server.authz.Authorizer;
import sallyport.server.aws.Operation;
import sallyport.server.iam.Users;
import sallyport.server.identity.Home;
import sallyport.server.node.Nodes;

/** The operations that tell who may do what. */
public final class DecisionOperations {
    private DecisionOperations() {}

    public static List<Operation<?, ?, ?>> all(Home home, Users users, Nodes nodes, Authorizer authorizer) {
        DecisionTarget targets = new DecisionTarget(home, nodes);
        return List.of(
                new ExplainDecision(home, users, targets, authorizer),
                new ListAllowed(home, users, targets, authorizer));
    }
}
