// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import sallyport.server.authz.Requirement;
import sallyport.server.identity.Caller;
import sallyport.server.identity.NodeId;

/** Operations of the real models that only say what they were asked: a table for tests of the path to them. */
final class Operations {
    /** How often anything was done. */
    final AtomicInteger handled = new AtomicInteger();

    List<Service> services() {
        return List.of(
                new Service(
                        "ssm",
                        List.of(
                                new StartSession(this),
                                new GetConnectionStatus(),
                                new DescribeSessions(),
                                new UpdateInstanceInformation(this),
                                new RegisterManagedInstance(),
                                new RequestManagedInstanceRoleToken())),
                new Service("sts", List.of(new GetCallerIdentity())),
                new Service("ec2", List.of(new CreateTags(this), new DescribeTags())),
                new Service("ssmmessages", List.of(new CreateControlChannel(this))));
    }

    /** Mutates. Fails as the real one does for {@code i-0000dead}, and as a bug would for {@code i-00000bad}. */
    record StartSession(Operations log) implements Operation<StartSession.Request, String, StartSession.Response> {
        record Request(
                String target,
                Optional<String> documentName,
                Optional<String> reason,
                Map<String, List<String>> parameters) {}

        record Response(String sessionId, String tokenValue, String streamUrl) {}

        @Override
        public String name() {
            return "StartSession";
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
        public Plan<String> plan(Request request, Caller caller) {
            if (request.documentName().equals(Optional.of("unplannable"))) {
                throw new IllegalStateException("a bug of the plan");
            }
            return new Plan<>(
                    Requirement.of("ssm:StartSession", People.HOME.arn("ec2", "instance/" + request.target())),
                    request.target());
        }

        @Override
        public Response handle(Request request, String target, Call call) {
            log.handled.incrementAndGet();
            return switch (target) {
                case "i-0000dead" -> throw AwsException.sender("TargetNotConnected", target + " is not connected.");
                case "i-00000bad" -> throw new IllegalStateException("a bug of the operation");
                default -> new Response(call.caller().sessionName() + "-1", "secret-token", "wss://gw.test/");
            };
        }
    }

    record GetConnectionStatus()
            implements Operation<GetConnectionStatus.Request, Nothing, GetConnectionStatus.Response> {
        record Request(String target) {}

        record Response(String target, String status) {}

        @Override
        public String name() {
            return "GetConnectionStatus";
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
        public Plan<Nothing> plan(Request request, Caller caller) {
            return Plan.of(Requirement.of("ssm:GetConnectionStatus", People.HOME.arn("ssm", "*")));
        }

        @Override
        public Response handle(Request request, Nothing resolved, Call call) {
            if (request.target().equals("fail")) {
                throw AwsException.receiver("InternalServerError", "").with("Detail", "d");
            }
            return new Response(request.target(), "connected");
        }
    }

    record DescribeSessions() implements Operation<DescribeSessions.Request, Nothing, DescribeSessions.Response> {
        enum State {
            Active,
            History
        }

        record Request(State state, Optional<Integer> maxResults, List<Filter> filters, Optional<String> nextToken) {}

        record Filter(String key, String value) {}

        record Response(List<Session> sessions, Optional<String> nextToken) {}

        record Session(String sessionId, Instant startDate, Optional<String> owner) {}

        @Override
        public String name() {
            return "DescribeSessions";
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
        public Plan<Nothing> plan(Request request, Caller caller) {
            return Plan.of(Requirement.of("ssm:DescribeSessions", People.HOME.arn("ssm", "*")));
        }

        @Override
        public Response handle(Request request, Nothing resolved, Call call) {
            List<Session> sessions = request.filters().stream()
                    .map(filter -> new Session(filter.key() + "=" + filter.value(), call.at(), Optional.empty()))
                    .toList();
            return new Response(sessions, request.nextToken());
        }
    }

    record UpdateInstanceInformation(Operations log)
            implements Operation<UpdateInstanceInformation.Request, Nothing, Nothing> {
        record Request(String instanceId, Optional<String> ipAddress, Optional<String> ssmConnectionChannel) {}

        @Override
        public String name() {
            return "UpdateInstanceInformation";
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
        public boolean heartbeat() {
            return true;
        }

        @Override
        public Plan<Nothing> plan(Request request, Caller caller) {
            return Plan.of(
                    Requirement.of("ssm:UpdateInstanceInformation", People.HOME.arn(new NodeId(request.instanceId()))));
        }

        @Override
        public Nothing handle(Request request, Nothing resolved, Call call) {
            log.handled.incrementAndGet();
            return Nothing.NOTHING;
        }
    }

    record RegisterManagedInstance()
            implements Operation<RegisterManagedInstance.Request, Nothing, RegisterManagedInstance.Response> {
        record Request(String activationCode, String activationId) {}

        record Response(String instanceId) {}

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

        @Override
        public Plan<Nothing> plan(Request request, Caller caller) {
            if (!request.activationCode().startsWith("good")) {
                throw AwsException.sender("InvalidActivation", "");
            }
            return Plan.of(Requirement.none());
        }

        @Override
        public Response handle(Request request, Nothing resolved, Call call) {
            return new Response(People.NODE.text());
        }
    }

    record RequestManagedInstanceRoleToken()
            implements Operation<
                    RequestManagedInstanceRoleToken.Request, Nothing, RequestManagedInstanceRoleToken.Response> {
        record Request(String fingerprint) {}

        record Response(
                String accessKeyId, String secretAccessKey, Instant tokenExpirationDate, boolean updateKeyPair) {}

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
        public Plan<Nothing> plan(Request request, Caller caller) {
            return Plan.of(Requirement.of(
                    "ssm:RequestManagedInstanceRoleToken",
                    People.HOME.arn(caller.node().orElseThrow())));
        }

        @Override
        public Response handle(Request request, Nothing resolved, Call call) {
            return new Response("ASIANEW", "new-secret", call.at().plusMillis(3_600_500), false);
        }
    }

    record GetCallerIdentity() implements Operation<Nothing, Nothing, GetCallerIdentity.Response> {
        record Response(String userId, String account, String arn) {}

        @Override
        public String name() {
            return "GetCallerIdentity";
        }

        @Override
        public Class<Nothing> input() {
            return Nothing.class;
        }

        @Override
        public boolean mutates() {
            return false;
        }

        @Override
        public Plan<Nothing> plan(Nothing request, Caller caller) {
            return Plan.of(Requirement.none());
        }

        @Override
        public Response handle(Nothing request, Nothing resolved, Call call) {
            Caller caller = call.caller();
            return new Response(
                    caller.userId(), caller.account().digits(), caller.arn().toString());
        }
    }

    record Tag(Optional<String> key, Optional<String> value) {}

    record CreateTags(Operations log) implements Operation<CreateTags.Request, Nothing, Nothing> {
        record Request(List<String> resources, List<Tag> tags, Optional<Boolean> dryRun) {}

        @Override
        public String name() {
            return "CreateTags";
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
            return Plan.of(Requirement.all(request.resources().stream()
                    .map(id -> Requirement.of("ec2:CreateTags", People.HOME.arn("ec2", "instance/" + id)))
                    .toArray(Requirement[]::new)));
        }

        @Override
        public Nothing handle(Request request, Nothing resolved, Call call) {
            log.handled.addAndGet(request.tags().size());
            return Nothing.NOTHING;
        }
    }

    record DescribeTags() implements Operation<DescribeTags.Request, Nothing, DescribeTags.Response> {
        record Request(List<Filter> filters, Optional<Integer> maxResults) {}

        record Filter(Optional<String> name, List<String> values) {}

        record Response(List<TagDescription> tags) {}

        record TagDescription(String key, String value, String resourceId, String resourceType) {}

        @Override
        public String name() {
            return "DescribeTags";
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
        public Plan<Nothing> plan(Request request, Caller caller) {
            return Plan.of(Requirement.of("ec2:DescribeTags", People.HOME.arn("ec2", "*")));
        }

        @Override
        public Response handle(Request request, Nothing resolved, Call call) {
            return new Response(request.filters().stream()
                    .flatMap(filter -> filter.values().stream()
                            .map(value -> new TagDescription(
                                    filter.name().orElse("-"), value, "i-0123456789abcdef0", "instance")))
                    .toList());
        }
    }

    record CreateControlChannel(Operations log)
            implements Operation<CreateControlChannel.Request, Nothing, CreateControlChannel.Response> {
        record Request(String instanceId, String messageSchemaVersion, String requestId) {}

        record Response(String messageSchemaVersion, String tokenValue) {}

        @Override
        public String name() {
            return "CreateControlChannel";
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
            return Plan.of(Requirement.of(
                    "ssmmessages:CreateControlChannel", People.HOME.arn(new NodeId(request.instanceId()))));
        }

        @Override
        public Response handle(Request request, Nothing resolved, Call call) {
            log.handled.incrementAndGet();
            return new Response("1.0", "AAEAA<token>");
        }
    }
}
