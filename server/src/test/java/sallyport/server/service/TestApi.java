// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import javax.crypto.spec.SecretKeySpec;
import sallyport.ledger.CheckpointKey;
import sallyport.ledger.Ledger;
import sallyport.ledger.LedgerEntry;
import sallyport.ledger.LedgerEvent;
import sallyport.ledger.LedgerReader;
import sallyport.server.authz.Authorizer;
import sallyport.server.authz.StoredPolicies;
import sallyport.server.aws.Authenticator;
import sallyport.server.aws.AwsEndpoint;
import sallyport.server.aws.NodeKeys;
import sallyport.server.aws.PageTokens;
import sallyport.server.aws.Service;
import sallyport.server.federation.IdentityTokens;
import sallyport.server.federation.IssuerKeys;
import sallyport.server.http.Headers;
import sallyport.server.http.HttpRequest;
import sallyport.server.http.HttpResponse;
import sallyport.server.iam.Iam;
import sallyport.server.identity.NewAccessKey;
import sallyport.server.identity.NodeId;
import sallyport.server.identity.Roles;
import sallyport.server.identity.TemporaryCredentials;
import sallyport.server.identity.TestHome;
import sallyport.server.node.ControlChannels;
import sallyport.server.node.Node;
import sallyport.server.node.TestNodes;
import sallyport.server.service.ssm.session.SessionOperations;
import sallyport.server.service.ssm.session.StreamUrls;
import sallyport.server.session.SessionLimits;
import sallyport.server.session.Sessions;
import sallyport.wire.sigv4.Credentials;
import sallyport.wire.sigv4.NodeSignature;
import sallyport.wire.sigv4.SigV4Signer;
import sallyport.wire.sigv4.SigningRequest;

/** The real front door with real operations behind it, over a store and a ledger of its own; and callers who sign. */
public final class TestApi implements AutoCloseable {
    private static final String HOST = "sallyport.test";

    public final TestHome home;
    public final TestNodes nodes;
    public final Iam iam;
    public final PageTokens pages = new PageTokens(new SecretKeySpec(new byte[32], "HmacSHA256"));
    public final ControlChannels channels;
    public final Sessions sessions;
    public final Caller admin;

    /** Whether the ledger says that its disk is nearly full. */
    public final AtomicBoolean auditLogFull = new AtomicBoolean();

    /** The identity provider the operator has named. */
    public static final String ISSUER = "https://id.example.com";

    /** What the world outside answers. */
    public final Map<URI, String> downloads = new ConcurrentHashMap<>();

    private final Path ledgerFile;
    private final Ledger ledger;
    private final List<Service> services;
    public final Authorizer authorizer;
    private final AwsEndpoint endpoint;

    /** Adds to a request what proves who sends it. */
    @FunctionalInterface
    public interface Caller {
        Map<String, String> sign(SigningRequest request, String service);
    }

    /** Whoever sends requests without a signature. */
    public static final Caller NOBODY = (_, _) -> Map.of();

    /** Serves everything. */
    public TestApi(Path directory) {
        this(directory, TestApi::everything);
    }

    /** {@code services}: the tables to serve, over the stored state of this server. */
    public TestApi(Path directory, Function<TestApi, List<Service>> services) {
        home = new TestHome(directory);
        nodes = new TestNodes(home);
        iam = new Iam(home.store, home.home, home.masterKey, home.random, home.clock);
        iam.changes().listen(home.credentials::forgetAll);
        NewAccessKey key = home.credentials.createAdministrator().orElseThrow();
        admin = accessKey(
                new Credentials(key.accessKeyId(), key.secretAccessKey().value(), Optional.empty()));
        ledgerFile = directory.resolve("ledger");
        try {
            ledger = Ledger.open(ledgerFile, CheckpointKey.generate(), "test", home.clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        channels = new ControlChannels(home.clock, home.clock::nanos, home.random);
        sessions = new Sessions(
                home.store,
                home.home,
                channels::send,
                ledger,
                home.random,
                home.clock,
                home.clock::nanos,
                Duration.ofSeconds(60));
        authorizer = new Authorizer(home.home, new StoredPolicies(iam.state(), iam.changes(), iam.awsManaged()));
        this.services = services.apply(this);
        endpoint = new AwsEndpoint(
                this.services,
                new Authenticator(home.home, home.credentials::find, nodeKeys(), home.clock),
                authorizer,
                ledger,
                home.clock);
    }

    private String download(URI url) throws IOException {
        String text = downloads.get(url);
        if (text == null) {
            throw new IOException("nothing is there");
        }
        return text;
    }

    /** The tables that are served. */
    List<Service> services() {
        return services;
    }

    private List<Service> everything() {
        return Services.all(
                home.home,
                new Services.Registry(
                        nodes.nodes,
                        nodes.activations,
                        nodes.joinTokens,
                        home.credentials,
                        new Roles(home.store, home.home),
                        iam,
                        new Services.Deciding(
                                authorizer,
                                new IdentityTokens(new IssuerKeys(Set.of(ISSUER), this::download, home.clock)),
                                home.clock)),
                channels,
                sessions,
                pages,
                home.random,
                new SessionOperations.Settings(
                        new StreamUrls(URI.create("https://gateway.sallyport.test:8443")),
                        new SessionLimits(Duration.ofMinutes(20), Optional.empty()),
                        auditLogFull::get));
    }

    private NodeKeys nodeKeys() {
        return new NodeKeys() {
            @Override
            public Optional<SigningNode> find(NodeId node) {
                return nodes.nodes
                        .find(node)
                        .flatMap(known -> home.credentials
                                .callerOf(node)
                                .map(caller -> new SigningNode(known.key().publicKey(), caller)));
            }

            @Override
            public boolean claimSignature(NodeId node, String signature, Instant until) {
                return nodes.nodes.claimSignature(node, signature, until);
            }
        };
    }

    /** Signs as the agent of a node does, with temporary credentials of its role. */
    public Caller agent(NodeId node) {
        TemporaryCredentials issued =
                home.credentials.issueForNode(node, Duration.ofHours(1)).orElseThrow();
        return accessKey(new Credentials(
                issued.accessKeyId(),
                issued.secretAccessKey().value(),
                Optional.of(issued.sessionToken().value())));
    }

    /** Signs as an agent does that has its key and nothing else. */
    public Caller agentKey(NodeId node, PrivateKey key) {
        return (request, _) -> {
            try {
                return NodeSignature.sign(
                        request, node.text(), key, home.home.region().name(), home.clock.instant());
            } catch (InvalidKeyException e) {
                throw new AssertionError(e);
            }
        };
    }

    /** Signs with credentials an API gave out. */
    public Caller accessKey(Credentials credentials) {
        return (request, service) ->
                SigV4Signer.sign(request, credentials, home.home.region().name(), service, home.clock.instant());
    }

    /** An awsJson call. */
    public Reply json(Caller caller, String target, String body) {
        String service = switch (target.substring(0, target.indexOf('.'))) {
            case "AmazonSSM" -> "ssm";
            case "EC2WindowsMessageDeliveryService" -> "ec2messages";
            case "Sallyport" -> "sallyport";
            default -> throw new AssertionError(target);
        };
        Map<String, String> headers = Map.of("content-type", "application/x-amz-json-1.1", "x-amz-target", target);
        return send(caller, service, "/", headers, body);
    }

    /** A call of SSM by an administrator. */
    public Reply ssm(String operation, String body) {
        return json(admin, "AmazonSSM." + operation, body);
    }

    /** An awsQuery or ec2Query call: {@code name, value, name, value, …}. */
    public Reply query(Caller caller, String service, String version, String operation, String... parameters) {
        StringBuilder form = new StringBuilder("Action=" + operation + "&Version=" + version);
        for (int i = 0; i < parameters.length; i += 2) {
            form.append('&').append(parameters[i]).append('=').append(URLEncoder.encode(parameters[i + 1], UTF_8));
        }
        Map<String, String> headers = Map.of("content-type", "application/x-www-form-urlencoded; charset=utf-8");
        return send(caller, service, "/", headers, form.toString());
    }

    /** A call of IAM by an administrator. */
    public Reply iam(String operation, String... parameters) {
        return iam(admin, operation, parameters);
    }

    /** A call of IAM. */
    public Reply iam(Caller caller, String operation, String... parameters) {
        return query(caller, "iam", "2010-05-08", operation, parameters);
    }

    /** A call of EC2 by an administrator. */
    public Reply ec2(String operation, String... parameters) {
        return query(admin, "ec2", "2016-11-15", operation, parameters);
    }

    /** A call of the agents' message gateway. */
    public Reply gateway(Caller caller, String path, String body) {
        return send(caller, "ssmmessages", path, Map.of("content-type", "application/json"), body);
    }

    private Reply send(Caller caller, String service, String path, Map<String, String> headers, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        Map<String, String> sent = new HashMap<>(headers);
        sent.put("host", HOST);
        SigningRequest unsigned = SigningRequest.of("POST", URI.create("https://" + HOST + path), sent, bytes);
        sent.putAll(caller.sign(unsigned, service));
        HttpResponse response = endpoint.handle(new HttpRequest(
                "POST", path, "", Headers.of(sent.entrySet()), bytes, new InetSocketAddress("192.0.2.1", 40000)));
        return new Reply(response.status(), new String(response.body(), UTF_8));
    }

    /** Connects the agent of a node, as itself. */
    public ScriptedAgent connect(NodeId node) {
        Reply created = gateway(
                agent(node),
                "/v1/control-channel/" + node,
                "{\"MessageSchemaVersion\":\"1.0\",\"RequestId\":\"7a62c49f-347e-4fc4-9331-6e8e7a96aa73\"}");
        return new ScriptedAgent(
                node, channels, sessions, created.xml("TokenValue").getFirst());
    }

    /** A new {@code mi-} node. */
    public Node managed() {
        return nodes.register(Map.of());
    }

    /** What is on the ledger by now. */
    public List<LedgerEvent> ledger() {
        List<LedgerEvent> events = new ArrayList<>();
        try (InputStream in = Files.newInputStream(ledgerFile)) {
            LedgerReader reader = new LedgerReader(in);
            while (reader.next() instanceof LedgerReader.Step.Read(LedgerEntry entry)) {
                events.add(entry.event().orElseThrow());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return events;
    }

    @Override
    public void close() {
        try (home) {
            ledger.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
