// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssmmessages;

import java.util.Optional;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Arn;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.identity.NodeId;
import sallyport.server.keys.Secret;
import sallyport.server.session.Session;
import sallyport.server.session.SessionId;
import sallyport.server.session.Sessions;
import sallyport.server.session.Side;

/**
 * Gives a node the token for its end of a session that runs on it; earlier tokens of that end are void. Source:
 * docs/protocol/agent.md#data-channel.
 */
public final class CreateDataChannel
        implements Operation<CreateDataChannel.Request, Optional<Session>, CreateDataChannel.Response> {
    private static final String ACTION = "ssmmessages:CreateDataChannel";

    /** From the path. */
    public record Request(String sessionId) {}

    /** The token for the first frame. */
    public record Response(String messageSchemaVersion, String tokenValue) {}

    private final Home home;
    private final Sessions sessions;

    public CreateDataChannel(Home home, Sessions sessions) {
        this.home = home;
        this.sessions = sessions;
    }

    @Override
    public String name() {
        return "CreateDataChannel";
    }

    @Override
    public Class<Request> input() {
        return Request.class;
    }

    @Override
    public boolean mutates() {
        return true;
    }

    /** A session of another node is answered like one that does not exist: neither is this node's. */
    @Override
    public Plan<Optional<Session>> plan(Request request, Caller caller) {
        Optional<NodeId> node = caller.node();
        Arn self = node.map(home::arn).orElseGet(() -> home.arn("ssm", "session/" + request.sessionId()));
        Optional<Session> session = SessionId.parse(request.sessionId())
                .flatMap(sessions::find)
                .filter(known -> node.isPresent() && known.target().equals(node.get()));
        return new Plan<>(
                Requirement.all(
                        new Requirement.Itself(ACTION, self), Requirement.of(ACTION, home.arn("ssmmessages", "*"))),
                session);
    }

    @Override
    public Response handle(Request request, Optional<Session> session, Call call) {
        Secret token = session.flatMap(known -> sessions.issueToken(known.id(), Side.AGENT))
                .orElseThrow(() -> ChannelErrors.noSuchSession(request.sessionId()));
        return new Response(CreateControlChannel.SCHEMA_VERSION, token.value());
    }
}
