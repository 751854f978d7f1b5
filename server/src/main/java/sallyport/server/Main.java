// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import sallyport.ledger.Ledger;
import sallyport.ledger.LedgerEvent;
import sallyport.ledger.LedgerLimits;
import sallyport.server.authz.Authorizer;
import sallyport.server.authz.StoredPolicies;
import sallyport.server.aws.Authenticator;
import sallyport.server.aws.AwsEndpoint;
import sallyport.server.aws.ChannelUpgrade;
import sallyport.server.aws.PageTokens;
import sallyport.server.federation.HttpsDownload;
import sallyport.server.federation.IdentityTokens;
import sallyport.server.federation.IssuerKeys;
import sallyport.server.gateway.DataChannels;
import sallyport.server.http.EventLoops;
import sallyport.server.http.HttpListener;
import sallyport.server.http.ListenerConfig;
import sallyport.server.http.TlsIdentity;
import sallyport.server.iam.Iam;
import sallyport.server.identity.AccountId;
import sallyport.server.identity.Credentials;
import sallyport.server.identity.Home;
import sallyport.server.identity.HomeMismatchException;
import sallyport.server.identity.Homes;
import sallyport.server.identity.Region;
import sallyport.server.identity.Roles;
import sallyport.server.keys.MasterKey;
import sallyport.server.keys.MasterKeyFile;
import sallyport.server.keys.Secret;
import sallyport.server.node.Activations;
import sallyport.server.node.ControlChannels;
import sallyport.server.node.JoinTokens;
import sallyport.server.node.NodeTrail;
import sallyport.server.node.Nodes;
import sallyport.server.service.Services;
import sallyport.server.service.ssm.session.SessionOperations;
import sallyport.server.service.ssm.session.StreamUrls;
import sallyport.server.session.SessionLimits;
import sallyport.server.session.Sessions;
import sallyport.server.session.grant.Reauthorization;
import sallyport.server.store.Store;
import sallyport.server.store.StoreConfig;
import sallyport.server.store.StoreException;
import sallyport.server.tls.ServerCertificate;
import sallyport.server.tls.SubjectNames;

/**
 * The server program: reads its settings, builds every object in start order, serves until it is interrupted, and closes them in reverse.
 *
 * <p>When it serves it prints one line, {@code ready url=https://host:port}, on standard output; everything else goes to standard error.
 */
public final class Main {

    private static final System.Logger LOG = System.getLogger(Main.class.getName());

    private static final int FAILED = 1;
    private static final Duration SESSION_TICK = Duration.ofSeconds(1);
    private static final Duration KEY_USE_TICK = Duration.ofMinutes(1);
    private static final Duration REAUTHORIZATION_TICK = Duration.ofSeconds(10);
    /** One event loop moves several hundred megabytes a second; more of them than cores only take turns. */
    private static final int MAX_LOOPS = 8;

    private final ServerConfig config;
    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock = InstantSource.system();
    private final LongSupplier nanoClock = System::nanoTime;

    private Main(ServerConfig config) {
        this.config = config;
    }

    /** Exit status: 0 after an interrupt, 1 for a failure told on standard error, 2 for a wrong command line. */
    public static void main(String[] args) {
        int status = execute(System.out, System.err, args);
        if (status != 0) {
            System.exit(status);
        }
    }

    static int execute(PrintStream out, PrintStream err, String... args) {
        ServerOptions options = new ServerOptions();
        CommandLine commandLine = new CommandLine(options)
                .addSubcommand(new ServerOptions.ResetAdmin())
                .setExecutionStrategy(parsed -> {
                    Integer help = CommandLine.executeHelpRequest(parsed);
                    return help == null ? run(options, parsed.hasSubcommand(), out, err) : help;
                });
        return commandLine.execute(args);
    }

    private static int run(ServerOptions options, boolean resetAdmin, PrintStream out, PrintStream err) {
        try {
            boolean root = "root".equals(System.getProperty("user.name"));
            ServerConfig config = options.settings(Path.of(System.getProperty("user.home")), root);
            if (options.printConfig) {
                out.print(ServerConfigFile.print(config));
                return 0;
            }
            if (resetAdmin) {
                new Main(config).resetAdmin(out);
            } else {
                new Main(withPort(config)).serve(out, err);
            }
            return 0;
        } catch (InvalidConfigException | IOException | StoreException | HomeMismatchException e) {
            err.println("sallyport server: " + e.getMessage());
            return FAILED;
        } catch (GeneralSecurityException e) {
            err.println("sallyport server: this Java cannot do the cryptography that is needed: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private void serve(PrintStream out, PrintStream err)
            throws IOException, GeneralSecurityException, InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endAndWait(interrupted, closed), "shutdown"));

        DataDirectory data = DataDirectory.openOrCreate(config.data());
        ServerCertificate certificate = certificate(data);
        MasterKey masterKey = MasterKeyFile.openOrCreate(data.masterKey(), random);
        URI publicUrl = config.publicUrl()
                .orElse(URI.create("https://localhost:" + config.listen().port()));
        try (Store store = Store.open(storeConfig(data))) {
            Home home = new Homes(store, masterKey, random, clock)
                    .openOrCreate(new Region(config.region()), config.account().map(AccountId::new));
            Credentials credentials = new Credentials(store, home, masterKey, random, clock);
            var administrator = credentials.createAdministrator();
            if (administrator.isPresent()) {
                data.writeCredentials(administrator.get(), config.region());
                err.println("the administrator's access key is in " + data.credentials());
            }
            try (Ledger ledger = ledger(data, home)) {
                tellOfTheLastRun(ledger.opening());
                ledger.append(new LedgerEvent.ServerStarted(
                        version(), home.account().digits(), home.region().name()));
                serve(certificate, publicUrl, store, home, credentials, masterKey, ledger, () -> {
                    out.println("ready url=" + publicUrl);
                    out.flush();
                    interrupted.await();
                });
                ledger.append(new LedgerEvent.ServerStopped("interrupted"));
            }
        } finally {
            closed.countDown();
        }
    }

    /**
     * Puts on the ledger that it happens, then voids the administrator's keys and makes a new one. Store and ledger are of one process at a time,
     * so this refuses while a server runs.
     */
    private void resetAdmin(PrintStream out) throws IOException {
        DataDirectory data = DataDirectory.open(config.data());
        MasterKey masterKey = MasterKeyFile.openOrCreate(data.masterKey(), random);
        try (Store store = Store.open(storeConfig(data))) {
            Home home = new Homes(store, masterKey, random, clock)
                    .openOrCreate(new Region(config.region()), config.account().map(AccountId::new));
            Credentials credentials = new Credentials(store, home, masterKey, random, clock);
            try (Ledger ledger = ledger(data, home)) {
                ledger.append(new LedgerEvent.AdministratorReset(System.getProperty("user.name"), hostName()));
                data.writeCredentials(credentials.resetAdministrator(), config.region());
            }
        }
        out.println("the administrator's new access key is in " + data.credentials() + "; the keys before it are void");
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown"; // a host without a name of its own must not keep its administrator out
        }
    }

    private Ledger ledger(DataDirectory data, Home home) throws IOException {
        return Ledger.open(
                data.ledger(), data.checkpointKey(), home.account() + "-" + home.region(), clock, ledgerLimits());
    }

    private void serve(
            ServerCertificate certificate,
            URI publicUrl,
            Store store,
            Home home,
            Credentials credentials,
            MasterKey masterKey,
            Ledger ledger,
            UntilInterrupted untilInterrupted)
            throws IOException, GeneralSecurityException, InterruptedException {
        Roles roles = new Roles(store, home);
        Iam iam = new Iam(store, home, masterKey, random, clock);
        iam.changes().listen(credentials::forgetAll);
        Nodes nodes = new Nodes(store, home, credentials, clock);
        Activations activations = new Activations(store, home, random, clock);
        JoinTokens joinTokens = new JoinTokens(store, home, credentials, random, clock);
        ControlChannels controlChannels = new ControlChannels(clock, nanoClock, random);
        Sessions sessions = new Sessions(
                store,
                home,
                controlChannels::send,
                ledger,
                random,
                clock,
                nanoClock,
                config.session().tokenLifetime());

        Authenticator authenticator = new Authenticator(
                home, new StoredAccessKeys(credentials, iam.keys()), new RegisteredNodeKeys(home, nodes, roles), clock);
        Authorizer authorizer = new Authorizer(home, new StoredPolicies(iam.state(), iam.changes(), iam.awsManaged()));
        AwsEndpoint endpoint = new AwsEndpoint(
                Services.all(
                        home,
                        new Services.Registry(
                                nodes,
                                activations,
                                joinTokens,
                                credentials,
                                roles,
                                iam,
                                new Services.Deciding(authorizer, identityTokens(), clock)),
                        controlChannels,
                        sessions,
                        new PageTokens(masterKey.derive("paging tokens")),
                        random,
                        new SessionOperations.Settings(new StreamUrls(publicUrl), sessionLimits(), ledger::spaceLow)),
                authenticator,
                authorizer,
                ledger,
                clock);

        Parts parts = new Parts(home, iam, nodes, sessions, controlChannels, authenticator, authorizer, ledger);
        listen(parts, credentials, listenerConfig(certificate), endpoint, untilInterrupted);
    }

    /** What the listener's handlers are made of. */
    private record Parts(
            Home home,
            Iam iam,
            Nodes nodes,
            Sessions sessions,
            ControlChannels controlChannels,
            Authenticator authenticator,
            Authorizer authorizer,
            Ledger ledger) {

        private ChannelUpgrade upgrades(DataChannels dataChannels, InstantSource clock) {
            return new ChannelUpgrade(
                    home,
                    authenticator,
                    authorizer,
                    ledger,
                    sessions::owner,
                    clock,
                    (node, request) -> controlChannels.accept(
                            node,
                            new NodeTrail(
                                    sessions,
                                    nodes,
                                    ledger,
                                    request.remote().getAddress().getHostAddress())),
                    (session, signer, request) -> dataChannels.accept(session, signer, request.remote()));
        }
    }

    private void listen(
            Parts parts,
            Credentials credentials,
            ListenerConfig listener,
            AwsEndpoint endpoint,
            UntilInterrupted untilInterrupted)
            throws IOException, GeneralSecurityException, InterruptedException {
        try (EventLoops loops = new EventLoops(Math.clamp(Runtime.getRuntime().availableProcessors(), 2, MAX_LOOPS));
                Reauthorization reauthorization = new Reauthorization(
                        parts.home(),
                        parts.sessions(),
                        parts.authorizer(),
                        credentials::standing,
                        parts.nodes(),
                        clock,
                        config.session().reauthorizeOnTime());
                ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("session-ticks").factory())) {
            parts.iam().changes().listen(reauthorization::changed);
            parts.nodes().listen(reauthorization::changed);
            parts.sessions().listen(reauthorization::opened);
            DataChannels dataChannels = new DataChannels(parts.sessions(), parts.ledger(), loops, clock);
            ChannelUpgrade upgrades = parts.upgrades(dataChannels, clock);
            repeat(ticks, SESSION_TICK, "session limits could not be looked after", parts.sessions()::tick);
            repeat(ticks, REAUTHORIZATION_TICK, "sessions could not be decided anew", reauthorization::timePassed);
            repeat(
                    ticks,
                    KEY_USE_TICK,
                    "last uses of keys could not be written",
                    parts.iam().keys()::flushUses);
            try (HttpListener _ = new HttpListener(listener, loops, endpoint, upgrades, clock)) {
                untilInterrupted.await();
            }
            parts.iam().keys().flushUses();
        }
    }

    /** Runs {@code work} again and again; a failure is logged with {@code failure}, and the next time comes all the same. */
    private static void repeat(ScheduledExecutorService ticks, Duration every, String failure, Runnable work) {
        var _ = ticks.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        LOG.log(Level.ERROR, failure, e);
                    }
                },
                every.toMillis(),
                every.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** What an operator should know when the last run did not end well. */
    private static void tellOfTheLastRun(Ledger.Opening opening) {
        if (opening.tornBytes() > 0 || opening.unknownOutcomes() > 0) {
            LOG.log(
                    Level.WARNING,
                    "the last run was cut short; the ledger was repaired tornBytes={0} unknownOutcomes={1}",
                    opening.tornBytes(),
                    opening.unknownOutcomes());
        }
    }

    /** What happens between the start and the stop: says that the server is ready, then waits. */
    private interface UntilInterrupted {
        void await() throws InterruptedException;
    }

    private static void endAndWait(CountDownLatch interrupted, CountDownLatch closed) {
        interrupted.countDown();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** With port 0 a free one is chosen here: the public URL and the certificate are needed before the listener exists. */
    private static ServerConfig withPort(ServerConfig config) throws IOException {
        if (config.listen().port() != 0) {
            return config;
        }
        try (ServerSocket free = new ServerSocket(0)) {
            return config.listeningOn(free.getLocalPort());
        }
    }

    private ServerCertificate certificate(DataDirectory data) throws IOException, GeneralSecurityException {
        if (!config.tlsManaged()) {
            return ServerCertificate.read(data.path());
        }
        List<String> hosts = config.publicUrl()
                .map(url -> Stream.concat(config.hosts().stream(), Stream.of(url.getHost()))
                        .toList())
                .orElse(config.hosts());
        SubjectNames names = SubjectNames.of(hosts, config.region(), config.domain());
        return ServerCertificate.openOrCreate(data.path(), names, clock, random);
    }

    private StoreConfig storeConfig(DataDirectory data) {
        return config.database().equals("sqlite")
                ? new StoreConfig.Embedded(data.path())
                : new StoreConfig.Postgres(new Secret(config.database()));
    }

    private LedgerLimits ledgerLimits() {
        return new LedgerLimits(
                config.ledger().checkpointEvery(),
                LedgerLimits.DEFAULT.checkpointBytes(),
                config.ledger().reserve().bytes());
    }

    private SessionLimits sessionLimits() {
        Duration max = config.session().maxDuration();
        return new SessionLimits(config.session().idleTimeout(), max.isZero() ? Optional.empty() : Optional.of(max));
    }

    private ListenerConfig listenerConfig(ServerCertificate certificate) {
        ServerConfig.Http http = config.http();
        ListenerConfig.Limits defaults = ListenerConfig.Limits.defaults();
        return new ListenerConfig(
                new InetSocketAddress(config.listen().host(), config.listen().port()),
                Optional.of(new TlsIdentity(certificate.key(), certificate.chain())),
                new ListenerConfig.Limits(
                        http.maxConnections(),
                        defaults.headerBytes(),
                        http.maxBody().toInt(),
                        defaults.allBodiesBytes(),
                        http.headerTimeout(),
                        http.bodyTimeout(),
                        http.idleTimeout()));
    }

    private IdentityTokens identityTokens() {
        return new IdentityTokens(new IssuerKeys(Set.copyOf(config.oidcIssuers()), new HttpsDownload(), clock));
    }

    private static String version() {
        return new ServerVersion().getVersion()[0];
    }
}
