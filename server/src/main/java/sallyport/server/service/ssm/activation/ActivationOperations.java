// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.activation;

import java.util.List;
import sallyport.server.aws.Operation;
import sallyport.server.aws.PageTokens;
import sallyport.server.identity.Home;
import sallyport.server.identity.Roles;
import sallyport.server.node.Activations;

/** The operations on activations. */
public final class ActivationOperations {
    private ActivationOperations() {}

    public static List<Operation<?, ?, ?>> all(Home home, Activations activations, Roles roles, PageTokens pages) {
        return List.of(
                new CreateActivation(home, activations, roles),
                new DescribeActivations(home, activations, pages),
                new DeleteActivation(home, activations));
    }
}
