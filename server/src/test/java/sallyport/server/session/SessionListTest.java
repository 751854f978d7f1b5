// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sallyport.server.session.TestSessions.TestLive;
import sallyport.server.store.TestDatabase;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class SessionListTest {

    @Parameter
    TestDatabase database;

    @TempDir
    Path directory;

    private TestSessions test;

    @BeforeEach
    void open() {
        test = new TestSessions(database, directory);
    }

    @AfterEach
    void close() throws IOException {
        test.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void listsInPagesNewestFirst(boolean active) {
        List<SessionId> newestFirst = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            newestFirst.addFirst(start(active));
            test.home.clock.advance(Duration.ofSeconds(i % 2)); // some begin at the same moment
        }
        List<SessionId> all = ids(list(active, Optional.empty(), 10));
        assertThat(all).hasSize(7).containsExactlyInAnyOrderElementsOf(newestFirst);
        assertThat(all.getFirst()).isEqualTo(newestFirst.getFirst());
        assertThat(all.getLast()).isIn(newestFirst.subList(5, 7));

        List<SessionId> paged = new ArrayList<>();
        Optional<SessionId> after = Optional.empty();
        int pages = 0;
        do {
            SessionPage page = list(active, after, 3);
            paged.addAll(ids(page));
            after = page.next();
            pages++;
        } while (after.isPresent());
        assertThat(paged).isEqualTo(all);
        assertThat(pages).isEqualTo(3);
        assertThat(list(!active, Optional.empty(), 10).sessions()).isEmpty();
    }

    @Test
    void promisesNoPageAfterTheLast() {
        start(true);
        start(true);
        assertThat(list(true, Optional.empty(), 2).next()).isEmpty();
    }

    @Test
    void goesOnBehindASessionThatHasEndedMeanwhile() {
        SessionId old = start(true);
        test.home.clock.advance(Duration.ofSeconds(1));
        SessionId young = start(true);
        SessionPage first = list(true, Optional.empty(), 1);
        assertThat(ids(first)).containsExactly(young);
        test.sessions().ended(young, new EndReason.UserEnded());
        assertThat(ids(list(true, first.next(), 1))).containsExactly(old);
    }

    @Test
    void listsNothingBehindASessionThatIsGone() {
        start(true);
        assertThat(list(true, Optional.of(test.sessions().newId(test.admin)), 10))
                .isEqualTo(new SessionPage(List.of(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void filters(boolean active) {
        SessionId old = start(active);
        Instant between = test.home.clock.instant().plusSeconds(30);
        test.home.clock.advance(Duration.ofMinutes(1));
        SessionId young = start(active);
        Instant last = test.home.clock.instant();

        assertThat(ids(active, new SessionFilter.StartedAfter(between))).containsExactly(young);
        assertThat(ids(active, new SessionFilter.StartedAfter(last)))
                .as("inclusive")
                .containsExactly(young);
        assertThat(ids(active, new SessionFilter.StartedBefore(between))).containsExactly(old);
        assertThat(ids(active, new SessionFilter.StartedBefore(last)))
                .as("inclusive")
                .containsExactly(young, old);
        assertThat(ids(active, new SessionFilter.Target(TestSessions.NODE.text())))
                .containsExactly(young, old);
        assertThat(ids(active, new SessionFilter.Target("i-00000000"))).isEmpty();
        assertThat(ids(active, new SessionFilter.Owner(test.admin.arn().toString())))
                .containsExactly(young, old);
        assertThat(ids(active, new SessionFilter.Owner("arn:aws:iam::111122223333:user/nobody")))
                .isEmpty();
        assertThat(ids(active, new SessionFilter.Id(old.text()))).containsExactly(old);
        assertThat(ids(active, new SessionFilter.Id("nonsense"))).isEmpty();
        assertThat(ids(active, new SessionFilter.AccessType("Standard"))).containsExactly(young, old);
        assertThat(ids(active, new SessionFilter.AccessType("JustInTime"))).isEmpty();
        assertThat(ids(
                        active,
                        new SessionFilter.StartedBefore(last),
                        new SessionFilter.StartedAfter(between),
                        new SessionFilter.Target(TestSessions.NODE.text())))
                .containsExactly(young);
        assertThat(ids(
                        active,
                        new SessionFilter.Target(TestSessions.NODE.text()),
                        new SessionFilter.Target("i-00000000")))
                .as("both cannot be")
                .isEmpty();
    }

    @Test
    void filtersByStatus() {
        SessionId connecting = test.open().session().id();
        SessionId connected = test.connect(new TestLive());
        SessionId ended = start(false);
        SessionId failed = test.connect(new TestLive());
        test.sessions().ended(failed, new EndReason.NodeLost());

        assertThat(ids(true, status(SessionStatus.CONNECTING))).containsExactly(connecting);
        assertThat(ids(true, status(SessionStatus.CONNECTED))).containsExactly(connected);
        assertThat(ids(true, status(SessionStatus.CONNECTED, SessionStatus.CONNECTING)))
                .containsExactlyInAnyOrder(connecting, connected);
        assertThat(ids(true, status(SessionStatus.TERMINATED))).isEmpty();
        assertThat(ids(false, status(SessionStatus.TERMINATED))).containsExactly(ended);
        assertThat(ids(false, status(SessionStatus.FAILED))).containsExactly(failed);
    }

    @Test
    void findsFewAmongMany() {
        SessionId wanted = start(false);
        for (int i = 0; i < 1100; i++) {
            start(false);
        }
        test.home.clock.advance(Duration.ofMinutes(1));
        assertThat(ids(false, new SessionFilter.Id(wanted.text()))).containsExactly(wanted);
        assertThat(list(false, Optional.empty(), 200).sessions()).hasSize(200);
    }

    /** Starts a session and, unless it shall be active, ends it. */
    private SessionId start(boolean active) {
        SessionId id = test.connect(new TestLive());
        if (!active) {
            test.sessions().ended(id, new EndReason.UserEnded());
        }
        return id;
    }

    private SessionPage list(boolean active, Optional<SessionId> after, int max) {
        return test.sessions().list(active, List.of(), after, max);
    }

    private List<SessionId> ids(boolean active, SessionFilter... filters) {
        return ids(test.sessions().list(active, List.of(filters), Optional.empty(), 200));
    }

    private static List<SessionId> ids(SessionPage page) {
        return page.sessions().stream().map(Session::id).toList();
    }

    private static SessionFilter status(SessionStatus... statuses) {
        return new SessionFilter.Status(Set.of(statuses));
    }
}
