// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.aws;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sallyport.client.aws.AwsApi.Service;
import sallyport.transport.SessionGoneException;
import sallyport.wire.frame.MalformedFrameException;

/** The operations of Systems Manager that a client of sessions makes. */
public final class Ssm {
    private static final int PAGE = 50;

    private final AwsApi api;

    public Ssm(AwsApi api) {
        this.api = api;
    }

    private record StartSessionRequest(
            @JsonProperty("Target") String target,
            @JsonProperty("DocumentName") @Nullable String documentName,
            @JsonProperty("Parameters") @Nullable Map<String, List<String>> parameters,
            @JsonProperty("Reason") @Nullable String reason) {}

    private record SessionRequest(@JsonProperty("SessionId") String sessionId) {}

    private record SessionResponse(
            @JsonProperty("SessionId") @Nullable String sessionId,
            @JsonProperty("TokenValue") @Nullable String tokenValue,
            @JsonProperty("StreamUrl") @Nullable String streamUrl) {}

    private record TargetRequest(@JsonProperty("Target") String target) {}

    private record ConnectionStatus(
            @JsonProperty("Status") @Nullable String status) {}

    private record Filter(
            @JsonProperty("Key") String key,
            @JsonProperty("Values") List<String> values) {}

    private record NodesRequest(
            @JsonProperty("Filters") @Nullable List<Filter> filters,
            @JsonProperty("MaxResults") int maxResults,
            @JsonProperty("NextToken") @Nullable String nextToken) {}

    private record NodesResponse(
            @JsonProperty("InstanceInformationList") @Nullable
            List<Node> nodes,

            @JsonProperty("NextToken") @Nullable String nextToken) {}

    /**
     * A node as the inventory shows it.
     *
     * @param name the name given when it was activated; the Name tag is not here, only the filter knows it
     */
    public record Node(
            @JsonProperty("InstanceId") String instanceId,
            @JsonProperty("PingStatus") @Nullable String pingStatus,
            @JsonProperty("Name") @Nullable String name,
            @JsonProperty("ComputerName") @Nullable String computerName) {}

    /**
     * What a session is to be.
     *
     * @param documentName null for the account's shell
     * @param parameters the document's parameters, empty for none
     * @param reason why, for the record; null for none
     */
    public record SessionOrder(
            String target,
            @Nullable String documentName,
            Map<String, List<String>> parameters,
            @Nullable String reason) {}

    /** Starts a session. */
    public SessionTicket startSession(SessionOrder order) throws IOException {
        var request = new StartSessionRequest(
                order.target(),
                order.documentName(),
                order.parameters().isEmpty() ? null : order.parameters(),
                order.reason());
        return ticket(api.call(Service.SSM, "StartSession", request, SessionResponse.class))
                .orElseThrow(() -> new MalformedFrameException("the answer to StartSession lacks a member"));
    }

    /**
     * A new token for a session whose connection was lost.
     *
     * @throws SessionGoneException when the session has ended in the meantime
     */
    public SessionTicket resumeSession(String sessionId) throws IOException {
        try {
            return ticket(api.call(Service.SSM, "ResumeSession", new SessionRequest(sessionId), SessionResponse.class))
                    .orElseThrow(() -> gone(sessionId)); // AWS grants no token then
        } catch (AwsApiException e) {
            if (e.code().equals("DoesNotExistException")) {
                throw gone(sessionId);
            }
            throw e;
        }
    }

    private static SessionGoneException gone(String sessionId) {
        return new SessionGoneException("session \"%s\" has ended".formatted(sessionId));
    }

    /** Ends a session; one that has ended already is no error. */
    public void terminateSession(String sessionId) throws IOException {
        api.call(Service.SSM, "TerminateSession", new SessionRequest(sessionId), SessionResponse.class);
    }

    /** Whether the node can be reached now. */
    public boolean isConnected(String target) throws IOException {
        var status = api.call(Service.SSM, "GetConnectionStatus", new TargetRequest(target), ConnectionStatus.class);
        return "connected".equals(status.status());
    }

    /** All nodes, or those whose tag Name has this value. */
    public List<Node> nodes(Optional<String> nameTag) throws IOException {
        var filters = nameTag.map(name -> List.of(new Filter("tag:Name", List.of(name))));
        var nodes = new ArrayList<Node>();
        Optional<String> next = Optional.empty();
        do {
            var page = api.call(
                    Service.SSM,
                    "DescribeInstanceInformation",
                    new NodesRequest(filters.orElse(null), PAGE, next.orElse(null)),
                    NodesResponse.class);
            nodes.addAll(Optional.ofNullable(page.nodes()).orElse(List.of()));
            next = Optional.ofNullable(page.nextToken()).filter(token -> !token.isEmpty());
        } while (next.isPresent());
        return nodes;
    }

    private static Optional<SessionTicket> ticket(SessionResponse response) throws MalformedFrameException {
        if (response.sessionId() == null || response.tokenValue() == null || response.streamUrl() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new SessionTicket(response.sessionId(), response.tokenValue(), URI.create(response.streamUrl())));
        } catch (IllegalArgumentException e) {
            throw new MalformedFrameException("the server's StreamUrl is no URL");
        }
    }
}
