// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import sallyport.server.aws.Authentication;
import sallyport.server.aws.Call;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Credentials;
import sallyport.server.identity.TemporaryCredentials;
import sallyport.server.node.Node;

/** Gives a node temporary credentials of its role for its key. Source: docs/protocol/agent.md#role-token. */
public final class RequestManagedInstanceRoleToken
        implements Operation<
                RequestManagedInstanceRoleToken.Request, Optional<Node>, RequestManagedInstanceRoleToken.Response> {
    /** Agents ask again at half of it, so a node that is cut off can act for an hour at most. */
    private static final Duration LIFETIME = Duration.ofHours(1);

    /** What the agent calls its machine. */
    public record Request(String fingerprint) {}

    /** COMPAT: the official agent dereferences all five without looking. */
    public record Response(
            String accessKeyId,
            String secretAccessKey,
            String sessionToken,
            Instant tokenExpirationDate,
            boolean updateKeyPair) {}

    private final OwnNode ownNode;
    private final Credentials credentials;

    RequestManagedInstanceRoleToken(OwnNode ownNode, Credentials credentials) {
        this.ownNode = ownNode;
        this.credentials = credentials;
    }

    @Override
    public String name() {
        return "RequestManagedInstanceRoleToken";
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
        return ownNode.plan("ssm:RequestManagedInstanceRoleToken", caller);
    }

    @Override
    public Response handle(Request request, Optional<Node> found, Call call) {
        Node node = found.orElseThrow(() -> AgentErrors.noSuchNode(call.caller().sessionName()));
        if (!node.isMachine(request.fingerprint())) {
            throw AgentErrors.otherMachine();
        }
        TemporaryCredentials issued = credentials
                .issueForNode(node.id(), LIFETIME)
                .orElseThrow(() -> AgentErrors.noSuchNode(node.id().text()));
        return new Response(
                issued.accessKeyId(),
                issued.secretAccessKey().value(),
                issued.sessionToken().value(),
                issued.expires(),
                false);
    }
}
