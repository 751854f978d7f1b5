// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import sallyport.ledger.CheckpointKey;
import sallyport.ledger.Ledger;
import sallyport.ledger.LedgerEvent;
import sallyport.ledger.LedgerReader;
import sallyport.server.authz.Circumstances;
import sallyport.server.authz.Requirement;
import sallyport.server.identity.Caller;
import sallyport.server.identity.NodeId;
import sallyport.server.identity.TestHome;
import sallyport.server.session.grant.Grant;
import sallyport.server.store.TestDatabase;
import sallyport.wire.frame.Frame;
import sallyport.wire.message.SessionDocument;
import sallyport.wire.message.SessionTask;

/** The sessions of a {@link TestHome}, with nodes that are a list of what was sent to them. */
public final class TestSessions implements AutoCloseable {

    public static final NodeId NODE = new NodeId("i-0123456789abcdef0");
    public static final Duration TOKEN_LIFETIME = Duration.ofSeconds(60);
    public static final SessionLimits LIMITS = new SessionLimits(Duration.ofMinutes(20), Optional.empty());

    /** A frame that went to a node. */
    public record Sent(NodeId node, Frame frame) {}

    /** A session's connections, which remember how they were closed. */
    public static final class TestLive implements Live {
        public final List<EndReason> reasons = new CopyOnWriteArrayList<>();
        public final List<String> farewells = new CopyOnWriteArrayList<>();

        @Override
        public void close(EndReason reason, String farewell) {
            reasons.add(reason);
            farewells.add(farewell);
        }
    }

    public final TestHome home;
    public final Caller admin;
    public final List<Sent> sent = new CopyOnWriteArrayList<>();
    public final Set<NodeId> connected = new HashSet<>(Set.of(NODE));

    private final Path ledgerFile;
    private final Ledger ledger;

    private Sessions sessions;

    public TestSessions(TestDatabase database, Path directory) {
        home = new TestHome(database, directory.resolve("store"));
        ledgerFile = directory.resolve("ledger");
        try {
            ledger = Ledger.open(ledgerFile, CheckpointKey.generate(), "test", home.clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        admin = new Caller(
                home.credentials.createAdministrator().orElseThrow().user(), home.home.account(), Optional.empty());
        sessions = start();
    }

    public Sessions sessions() {
        return sessions;
    }

    /** The server dies and starts again: memory is lost, the monotonic clock begins anew. */
    public void restart() {
        sessions = start();
    }

    private Sessions start() {
        long begun = home.clock.nanos();
        return new Sessions(
                home.store,
                home.home,
                this::send,
                ledger,
                home.random,
                home.clock,
                () -> home.clock.nanos() - begun,
                TOKEN_LIFETIME);
    }

    private boolean send(NodeId node, Frame frame) {
        return connected.contains(node) && sent.add(new Sent(node, frame));
    }

    public SessionRequest request(SessionLimits limits) {
        return new SessionRequest(
                grant(admin),
                NODE,
                task(sessions.newId(admin)),
                "for a test",
                Map.of("command", List.of("id")),
                limits);
    }

    /** Allowed on nothing in particular. */
    public Grant grant(Caller caller) {
        return new Grant(
                caller,
                new Circumstances("192.0.2.7", Optional.empty(), Optional.empty(), "us-east-1", home.clock.instant()),
                Requirement.of("ssm:StartSession", home.home.arn(NODE)),
                "a test");
    }

    private SessionTask task(SessionId id) {
        return new SessionTask(
                "AWS-StartInteractiveCommand",
                id.text(),
                Map.of(),
                "",
                admin.arn().toString(),
                new SessionDocument(
                        "1.0", "", "Standard_Stream", SessionDocument.Inputs.NONE, SessionDocument.Properties.NONE));
    }

    /** A session nobody has connected to yet. */
    public OpenedSession open() {
        return sessions.open(request(LIMITS)).orElseThrow();
    }

    /** A session to which both ends have connected. */
    public SessionId connect(TestLive live) {
        SessionId id = open().session().id();
        sessions.attach(id, live).orElseThrow();
        sessions.sideConnected(id, Side.AGENT);
        sessions.sideConnected(id, Side.CLIENT);
        return id;
    }

    /** Where its sessions put their ends; closing it makes every later entry fail. */
    public Ledger ledger() {
        return ledger;
    }

    /** The ends of sessions that are on the ledger. */
    public List<LedgerEvent.SessionEnded> recordedEnds() {
        return recorded(LedgerEvent.SessionEnded.class);
    }

    /** The entries of a kind that are on the ledger. */
    public <T extends LedgerEvent> List<T> recorded(Class<T> kind) {
        List<T> found = new ArrayList<>();
        try (InputStream in = Files.newInputStream(ledgerFile)) {
            LedgerReader reader = new LedgerReader(in);
            while (reader.next() instanceof LedgerReader.Step.Read(var entry)) {
                LedgerEvent event = entry.event().orElseThrow();
                if (kind.isInstance(event)) {
                    found.add(kind.cast(event));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** Breaks the store, as a full disk would. */
    public void closeStore() {
        home.store.close();
    }

    @Override
    public void close() throws IOException {
        ledger.close();
        home.close();
    }
}
