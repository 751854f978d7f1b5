// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.agent;

import java.util.List;
import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.node.Node;

/** Tells an agent that no association is made for its node: Sallyport has none, and the official agent asks for them. */
public final class ListInstanceAssociations
        implements Operation<ListInstanceAssociations.Request, Optional<Node>, ListInstanceAssociations.Response> {
    /** Of which node. */
    public record Request(String instanceId) {}

    /** Always empty. */
    public record Response(List<Association> associations) {}

    /** An association. */
    public record Association(String associationId) {}

    private final OwnNode ownNode;

    ListInstanceAssociations(OwnNode ownNode) {
        this.ownNode = ownNode;
    }

    @Override
    public String name() {
        return "ListInstanceAssociations";
    }

    @Override
    public Class<Request> input() {
        return Request.class;
    }

    @Override
    public boolean mutates() {
        return false;
    }

    @Override
    public boolean heartbeat() {
        return true;
    }

    @Override
    public Plan<Optional<Node>> plan(Request request, Caller caller) {
        return ownNode.plan("ssm:ListInstanceAssociations", request.instanceId());
    }

    @Override
    public Response handle(Request request, Optional<Node> found, Call call) {
        return new Response(List.of());
    }
}
