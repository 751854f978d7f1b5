// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sallyport.ledger.LedgerEvent.ChannelOpened;
import sallyport.ledger.LedgerEvent.ChannelRefused;
import sallyport.ledger.LedgerEvent.Unauthenticated;
import sallyport.ledger.LedgerException;
import sallyport.server.http.RecordedLog;
import sallyport.server.session.SessionId;
import sallyport.server.session.Side;
import sallyport.server.session.TestSessions;
import sallyport.server.store.TestDatabase;
import sallyport.wire.message.OpenDataChannel;

class ChannelTrailTest {
    private static final SessionId ALICE = new SessionId("alice-" + "a".repeat(26));
    private static final InetSocketAddress STRANGER = new InetSocketAddress("192.0.2.7", 4711);

    private final RecordedLog log = new RecordedLog();
    private TestSessions test;
    private ChannelTrail trail;

    @BeforeEach
    void begin(@TempDir Path directory) {
        test = new TestSessions(TestDatabase.SQLITE, directory);
        trail = new ChannelTrail(test.ledger(), log, test.home.clock);
    }

    @AfterEach
    void end() throws IOException {
        test.close();
    }

    @Test
    void entersWhoHasShownAToken() throws LedgerException {
        trail.opened(ALICE, Side.CLIENT, STRANGER, OpenDataChannel.ofClient("r", "secret", "c", "1.2.9999.0"));
        trail.opened(ALICE, Side.AGENT, STRANGER, OpenDataChannel.ofAgent("r", "secret", "c", "i-1"));
        assertThat(test.recorded(ChannelOpened.class))
                .containsExactly(
                        new ChannelOpened(ALICE.text(), "client", "192.0.2.7", "1.2.9999.0"),
                        new ChannelOpened(ALICE.text(), "agent", "192.0.2.7", ""));
    }

    @Test
    void keepsTheVersionAPeerClaimsShortAndOnOneLine() throws LedgerException {
        trail.opened(
                ALICE, Side.CLIENT, STRANGER, OpenDataChannel.ofClient("r", "s", "c", "1\n2" + "3".repeat(10_000)));
        assertThat(test.recorded(ChannelOpened.class).getFirst().clientVersion())
                .isEqualTo("1?2" + "3".repeat(61));
    }

    @Test
    void refusesAChannelThatCannotBeEntered() throws IOException {
        test.ledger().close();
        OpenDataChannel open = OpenDataChannel.ofClient("r", "s", "c", "1");
        assertThatThrownBy(() -> trail.opened(ALICE, Side.CLIENT, STRANGER, open))
                .isInstanceOf(LedgerException.class);
        trail.refused(ALICE, STRANGER, "token refused: USED");
        assertThat(log.all()).last().asString().startsWith("a refused data channel is not on the ledger");
    }

    @Test
    void entersAFewRefusalsOfASessionAndCountsTheRest() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            trail.refused(ALICE, STRANGER, "token refused: UNKNOWN");
        }
        test.ledger().close();
        assertThat(test.recorded(ChannelRefused.class))
                .hasSize(ChannelTrail.ENTRIES_PER_SESSION)
                .containsOnly(new ChannelRefused(ALICE.text(), "192.0.2.7", "token refused: UNKNOWN"));
        assertThat(test.recorded(Unauthenticated.class))
                .singleElement()
                .satisfies(rest -> assertThat(rest.source()).isEqualTo("192.0.2.7"))
                .satisfies(rest -> assertThat(rest.errorCode()).isEqualTo("DataChannelRefused"))
                .satisfies(rest -> assertThat(rest.count()).isEqualTo(1_000 - ChannelTrail.ENTRIES_PER_SESSION));
        assertThat(trail.refused()).isEqualTo(1_000);
        assertThat(log.all()).hasSize(ChannelTrail.LINES_PER_MINUTE);
    }

    @Test
    void boundsTheRefusalsOfAllSessionsTogether() {
        for (int i = 0; i < 1_000; i++) {
            trail.refused(session(i), STRANGER, "token refused: UNKNOWN");
        }
        assertThat(test.recorded(ChannelRefused.class)).hasSize(ChannelTrail.ENTRIES_PER_MINUTE);
        test.home.clock.advance(Duration.ofMinutes(1));
        trail.refused(ALICE, STRANGER, "token refused: UNKNOWN");
        assertThat(test.recorded(ChannelRefused.class)).hasSize(ChannelTrail.ENTRIES_PER_MINUTE + 1);
    }

    @Test
    void entersEveryRefusalOfSomebodyWhoseSignatureIsGood() {
        for (int i = 0; i < 10; i++) {
            trail.refusedSigner(ALICE, STRANGER, "signed by another principal: arn:aws:iam::1:user/eve");
        }
        assertThat(test.recorded(ChannelRefused.class)).hasSize(10);
    }

    @Test
    void onlyCountsWhoNamesNoSession() throws IOException {
        trail.refusedStranger(STRANGER, "there is no such session");
        test.ledger().close();
        assertThat(test.recorded(ChannelRefused.class)).isEmpty();
        assertThat(test.recorded(Unauthenticated.class)).hasSize(1);
        assertThat(log.all()).containsExactly("data channel refused remote=192.0.2.7 cause=there is no such session");
    }

    @Test
    void writesOneLineOfABadFrameAndOfABrokenConnectionWhateverThePeerSays() {
        trail.badFrame(ALICE, Side.CLIENT, STRANGER, "no client sends x");
        trail.broken(ALICE, STRANGER, 1002, "a\r\nb");
        assertThat(log.all())
                .containsExactly(
                        "bad frame session=" + ALICE.text() + " side=CLIENT remote=192.0.2.7 cause=no client sends x",
                        "data channel broken session=" + ALICE.text() + " remote=192.0.2.7 code=1002 cause=a??b");
        assertThat(trail.badFrames()).isEqualTo(1);
        assertThat(trail.broken()).isEqualTo(1);
    }

    private static SessionId session(int number) {
        return new SessionId("alice-%026d".formatted(number));
    }
}
