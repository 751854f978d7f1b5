// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ec2messages;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Arn;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.identity.NodeId;

/**
 * The long poll of AWS's older way to reach agents. There never is a message, as everything goes over control channels; but
 * the official agent polls until its control channel is up, and takes an error or a quick answer for trouble.
 *
 * <p>Source: docs/protocol/agent.md#mds. The call waits on its virtual thread, which costs no more than the memory of
 * its request, and ends when the agent hangs up.
 */
public final class GetMessages implements Operation<GetMessages.Request, Nothing, GetMessages.Response> {
    private static final String ACTION = "ec2messages:GetMessages";

    /** COMPAT: the agent itself gives up after 20 s, and wants no answer in under a second. */
    public static final Duration HOLD = Duration.ofSeconds(19);

    /** {@code destination} is the node's id. */
    public record Request(String destination, String messagesRequestId) {}

    /** No messages. */
    public record Response(String destination, String messagesRequestId, List<Message> messages) {}

    /** A message; there never is one. */
    public record Message(String messageId) {}

    private final Home home;
    private final Duration hold;

    /** {@code hold}: how long to wait; {@link #HOLD} but in tests. */
    public GetMessages(Home home, Duration hold) {
        this.home = home;
        this.hold = hold;
    }

    @Override
    public String name() {
        return "GetMessages";
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
    public Plan<Nothing> plan(Request request, Caller caller) {
        Optional<NodeId> id = NodeId.parse(request.destination());
        Arn named = id.map(home::arn).orElseGet(() -> home.arn("ec2", "instance/" + request.destination()));
        return Plan.of(Requirement.all(
                new Requirement.Itself(ACTION, named), Requirement.of(ACTION, home.arn("ec2messages", "*"))));
    }

    @Override
    public Response handle(Request request, Nothing resolved, Call call) {
        try {
            var _ = call.hold(hold);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody waits for the answer any more
        }
        return new Response(request.destination(), request.messagesRequestId(), List.of());
    }
}
