// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.sallyport;

import sallyport.server.authz.Requirement;
import sallyport.server.aws.Authentication;
import sallyport.server.aws.Call;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.keys.Secret;
import sallyport.server.node.ControlChannels;
import sallyport.server.node.JoinTokens;
import sallyport.server.node.Node;
import sallyport.server.node.NodeClaim;
import sallyport.server.node.NodeKey;
import sallyport.server.node.Registration;
import sallyport.server.session.Sessions;

/** Makes a machine that knows a join token the {@code i-} node of that token. */
public final class JoinNode implements Operation<JoinNode.Request, NodeClaim, JoinNode.Response> {
    /** The token, and the key and name of the machine. */
    public record Request(String joinToken, String publicKey, String publicKeyType, String fingerprint) {}

    /** The node the machine is now. */
    public record Response(String instanceId) {}

    private final JoinTokens joinTokens;
    private final ControlChannels channels;
    private final Sessions sessions;

    public JoinNode(JoinTokens joinTokens, ControlChannels channels, Sessions sessions) {
        this.joinTokens = joinTokens;
        this.channels = channels;
        this.sessions = sessions;
    }

    @Override
    public String name() {
        return "JoinNode";
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
     * SECURITY: what will fail fails here, before there is an intent: anyone may call this, and a flood of wrong tokens must
     * be counted and not fill the ledger.
     */
    @Override
    public Plan<NodeClaim> plan(Request request, Caller caller) {
        NodeKey key =
                NodeKey.parse(request.publicKeyType(), request.publicKey()).orElseThrow(SallyportErrors::invalidKey);
        joinTokens.objection(new Secret(request.joinToken())).ifPresent(refused -> {
            throw SallyportErrors.refused(refused);
        });
        return new Plan<>(Requirement.none(), new NodeClaim(key, request.fingerprint()));
    }

    @Override
    public Response handle(Request request, NodeClaim claim, Call call) {
        return switch (joinTokens.join(new Secret(request.joinToken()), claim)) {
            case Registration.Registered(Node node, boolean replaced) -> {
                if (replaced) {
                    sessions.nodeRemoved(node.id()); // while the machine before can still be told
                    channels.disconnect(node.id(), "replaced");
                }
                yield new Response(node.id().text());
            }
            case Registration.Refused reason -> throw SallyportErrors.refused(reason);
        };
    }
}
