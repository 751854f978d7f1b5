// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.bench.hotpath;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import sallyport.policy.MalformedPolicyException;
import sallyport.policy.Policy;
import sallyport.policy.PolicyKind;
import sallyport.policy.PolicySet;
import sallyport.policy.PolicySource;
import sallyport.server.authz.Authorizer;
import sallyport.server.authz.Requirement.AccessCheck;
import sallyport.server.aws.Authenticator;
import sallyport.server.aws.AwsEndpoint;
import sallyport.server.aws.Call;
import sallyport.server.aws.NodeKeys;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.aws.Service;
import sallyport.server.http.Headers;
import sallyport.server.http.HttpRequest;
import sallyport.server.http.HttpResponse;
import sallyport.server.identity.AccessKey;
import sallyport.server.identity.AccountId;
import sallyport.server.identity.Arn;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.identity.NodeId;
import sallyport.server.identity.Principal;
import sallyport.server.identity.Region;
import sallyport.server.keys.Secret;
import sallyport.wire.sigv4.Credentials;
import sallyport.wire.sigv4.SigV4Signer;
import sallyport.wire.sigv4.SigningRequest;

/**
 * What the front door costs between socket and operation: routing, signature, decoding, validation, authorisation, encoding. The
 * operation does nothing and is a heartbeat, so that no fsync hides the rest.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FrontDoor {
    private static final PolicySet ADMINISTRATOR = administrator();

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final Home HOME = new Home(new AccountId("123456789012"), new Region("us-east-1"));
    private static final Credentials KEY =
            Credentials.longTerm("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    private static final Arn TARGET = HOME.arn("ec2", "instance/i-0bbbbbbbbbbbbbbbb");
    private static final int OK = 200;

    private final TemporaryLedger file = TemporaryLedger.open();
    private final AwsEndpoint endpoint = new AwsEndpoint(
            List.of(new Service("ssm", List.of(new StartNothing()))),
            new Authenticator(HOME, FrontDoor::find, new NoNodeKeys(), CLOCK),
            new Authorizer(HOME, _ -> ADMINISTRATOR),
            file.ledger(),
            CLOCK);
    private final HttpRequest request = request();

    @Benchmark
    public HttpResponse startSession() {
        HttpResponse response = endpoint.handle(request);
        if (response.status() != OK) {
            throw new IllegalStateException(new String(response.body(), StandardCharsets.UTF_8));
        }
        return response;
    }

    @TearDown
    public void close() throws IOException {
        file.close();
    }

    /** Takes and gives what StartSession does. */
    private static final class StartNothing implements Operation<StartNothing.Request, Nothing, StartNothing.Response> {
        record Request(String target) {}

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
        public boolean heartbeat() {
            return true;
        }

        @Override
        public Plan<Nothing> plan(Request request, Caller caller) {
            return Plan.of(new AccessCheck("ssm:StartSession", TARGET, Map.of()));
        }

        @Override
        public Response handle(Request request, Nothing resolved, Call call) {
            return new Response("admin-abcdefghijklmnopqrstuvwxyz", "token", "wss://localhost:8443/v1/data-channel/");
        }
    }

    private static final class NoNodeKeys implements NodeKeys {
        @Override
        public Optional<SigningNode> find(NodeId node) {
            return Optional.empty();
        }

        @Override
        public boolean claimSignature(NodeId node, String signature, Instant until) {
            return false;
        }
    }

    private static Optional<AccessKey> find(String accessKeyId) {
        Arn arn = HOME.globalArn("iam", "user/admin");
        var caller = new Caller(
                new Principal.User("admin", "AIDAEXAMPLEEXAMPLE123", arn, Map.of()),
                HOME.account(),
                Optional.of(accessKeyId));
        return Optional.of(new AccessKey(
                accessKeyId, new Secret(KEY.secretAccessKey()), Optional.empty(), Optional.empty(), true, caller));
    }

    private static HttpRequest request() {
        byte[] body = "{\"Target\":\"i-0bbbbbbbbbbbbbbbb\"}".getBytes(StandardCharsets.UTF_8);
        URI uri = URI.create("https://localhost:8443/");
        var headers = new HashMap<String, String>();
        headers.put("Host", "localhost:8443");
        headers.put("Content-Type", "application/x-amz-json-1.1");
        headers.put("X-Amz-Target", "AmazonSSM.StartSession");
        SigningRequest unsigned = SigningRequest.of("POST", uri, headers, body);
        headers.putAll(SigV4Signer.sign(unsigned, KEY, "us-east-1", "ssm", NOW));
        headers.put("User-Agent", "aws-cli/1.45.11");
        return new HttpRequest(
                "POST",
                "/",
                "",
                Headers.of(headers.entrySet()),
                body,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000));
    }

    private static PolicySet administrator() {
        try {
            return PolicySet.builder()
                    .identity(
                            new PolicySource(PolicySource.Type.AWS_MANAGED, "AdministratorAccess", "user admin"),
                            Policy.parse("""
                                    {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""", PolicyKind.MANAGED))
                    .build();
        } catch (MalformedPolicyException e) {
            throw new AssertionError(e);
        }
    }
}
