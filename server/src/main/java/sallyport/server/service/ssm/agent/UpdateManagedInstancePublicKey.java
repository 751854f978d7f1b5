// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.agent;

import java.util.Optional;
import sallyport.server.aws.Authentication;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.node.Node;
import sallyport.server.node.NodeKey;
import sallyport.server.node.Nodes;

/** Replaces the key of a node; the request is signed with the old one. */
public final class UpdateManagedInstancePublicKey
        implements Operation<UpdateManagedInstancePublicKey.Request, Optional<Node>, Nothing> {
    /** The new key. */
    public record Request(String newPublicKey, String newPublicKeyType) {}

    private final OwnNode ownNode;
    private final Nodes nodes;

    UpdateManagedInstancePublicKey(OwnNode ownNode, Nodes nodes) {
        this.ownNode = ownNode;
        this.nodes = nodes;
    }

    @Override
    public String name() {
        return "UpdateManagedInstancePublicKey";
    }

    @Override
    public Class<Request> input() {
        return Request.class;
    }

    @Override
    public Authentication authentication() {
        return Authentication.NODE_KEY;
    }

    @Override
    public boolean mutates() {
        return true;
    }

    @Override
    public Plan<Optional<Node>> plan(Request request, Caller caller) {
        return ownNode.plan("ssm:UpdateManagedInstancePublicKey", caller);
    }

    @Override
    public Nothing handle(Request request, Optional<Node> found, Call call) {
        NodeKey key = NodeKey.parse(request.newPublicKeyType(), request.newPublicKey())
                .orElseThrow(() -> AgentErrors.invalidKey("NewPublicKey"));
        if (found.isEmpty() || !nodes.rotateKey(found.get().id(), key)) {
            throw AgentErrors.noSuchNode(call.caller().sessionName());
        }
        return Nothing.NOTHING;
    }
}
