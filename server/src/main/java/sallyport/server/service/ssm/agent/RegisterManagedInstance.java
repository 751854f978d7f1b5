// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.agent;

import sallyport.server.authz.Requirement;
import sallyport.server.aws.Authentication;
import sallyport.server.aws.Call;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.keys.Secret;
import sallyport.server.node.Activations;
import sallyport.server.node.NodeClaim;
import sallyport.server.node.NodeKey;
import sallyport.server.node.Registration;

/** Makes a machine that knows an activation's code a {@code mi-} node. Source: docs/protocol/agent.md#registration. */
public final class RegisterManagedInstance
        implements Operation<RegisterManagedInstance.Request, NodeClaim, RegisterManagedInstance.Response> {
    /** The code, and the key and name of the machine. */
    public record Request(
            String activationId, String activationCode, String publicKey, String publicKeyType, String fingerprint) {}

    /** The name of the new node. */
    public record Response(String instanceId) {}

    private final Activations activations;

    RegisterManagedInstance(Activations activations) {
        this.activations = activations;
    }

    @Override
    public String name() {
        return "RegisterManagedInstance";
    }

    @Override
    public Class<Request> input() {
        return Request.class;
    }

    @Override
    public Authentication authentication() {
        return Authentication.NONE;
    }

    @Override
    public boolean mutates() {
        return true;
    }

    /**
     * SECURITY: what will fail fails here, before there is an intent: anyone may call this, and a flood of wrong codes must
     * be counted and not fill the ledger.
     */
    @Override
    public Plan<NodeClaim> plan(Request request, Caller caller) {
        NodeKey key = NodeKey.parse(request.publicKeyType(), request.publicKey())
                .orElseThrow(() -> AgentErrors.invalidKey("PublicKey"));
        activations
                .objection(request.activationId(), new Secret(request.activationCode()))
                .ifPresent(refused -> {
                    throw AgentErrors.refused(refused);
                });
        return new Plan<>(Requirement.none(), new NodeClaim(key, request.fingerprint()));
    }

    @Override
    public Response handle(Request request, NodeClaim claim, Call call) {
        Secret code = new Secret(request.activationCode());
        return switch (activations.register(request.activationId(), code, claim)) {
            case Registration.Registered(var node, boolean _) ->
                new Response(node.id().text());
            case Registration.Refused reason -> throw AgentErrors.refused(reason);
        };
    }
}
