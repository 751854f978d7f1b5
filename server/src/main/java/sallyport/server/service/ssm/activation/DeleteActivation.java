// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.activation;

import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.node.Activations;

/** Withdraws an activation. The nodes it has registered stay. */
public final class DeleteActivation implements Operation<DeleteActivation.Request, Nothing, Nothing> {
    /** Which. */
    public record Request(String activationId) {}

    private final Home home;
    private final Activations activations;

    DeleteActivation(Home home, Activations activations) {
        this.home = home;
        this.activations = activations;
    }

    @Override
    public String name() {
        return "DeleteActivation";
    }

    @Override
    public Class<Request> input() {
        return Request.class;
    }

    @Override
    public boolean mutates() {
        return true;
    }

    @Override
    public Plan<Nothing> plan(Request request, Caller caller) {
        return Plan.of(Requirement.of("ssm:DeleteActivation", home.arn("ssm", "*")));
    }

    @Override
    public Nothing handle(Request request, Nothing resolved, Call call) {
        if (!activations.delete(request.activationId())) {
            throw ActivationErrors.noSuchActivation();
        }
        return Nothing.NOTHING;
    }
}
