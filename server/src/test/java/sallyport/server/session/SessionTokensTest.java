// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import static org.assertj.core.api.Assertions.assertThat;
import static sallyport.server.session.TokenVerdict.Refused;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import sallyport.server.store.TestDatabase;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class SessionTokensTest {

    private static final TokenVerdict CLIENT = new TokenVerdict.Accepted(Side.CLIENT);
    private static final TokenVerdict AGENT = new TokenVerdict.Accepted(Side.AGENT);

    @Parameter
    TestDatabase database;

    @TempDir
    Path directory;

    private TestSessions test;
    private OpenedSession opened;
    private SessionId id;

    @BeforeEach
    void open() {
        test = new TestSessions(database, directory);
        opened = test.open();
        id = opened.session().id();
    }

    @AfterEach
    void close() throws IOException {
        test.close();
    }

    @Test
    void looksLikeAwsTokens() {
        String token = opened.clientToken().value();
        assertThat(token).startsWith("AAEAA").hasSize(48);
        assertThat(Base64.getDecoder().decode(token)).hasSize(4 + 32);
        assertThat(opened.toString()).doesNotContain(token);
    }

    @Test
    void isGoodOnceForItsSide() {
        String agent = issue(Side.AGENT);
        assertThat(redeem(opened.clientToken().value())).isEqualTo(CLIENT);
        assertThat(redeem(opened.clientToken().value())).isEqualTo(Refused.USED);
        assertThat(redeem(agent)).isEqualTo(AGENT);
        assertThat(redeem(agent)).isEqualTo(Refused.USED);
    }

    @Test
    void isGoodOnceThoughManyBringIt() throws Exception {
        List<Future<TokenVerdict>> verdicts = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                verdicts.add(clients.submit(() -> redeem(opened.clientToken().value())));
            }
        }
        int accepted = 0;
        for (Future<TokenVerdict> verdict : verdicts) {
            if (verdict.get().equals(CLIENT)) {
                accepted++;
            } else {
                assertThat(verdict.get()).isEqualTo(Refused.USED);
            }
        }
        assertThat(accepted).isEqualTo(1);
    }

    @Test
    void staysUsedAfterARestart() {
        redeem(opened.clientToken().value());
        test.restart();
        assertThat(redeem(opened.clientToken().value())).isEqualTo(Refused.USED);
    }

    @Test
    void staysGoodAfterARestart() {
        test.restart();
        assertThat(redeem(opened.clientToken().value())).isEqualTo(CLIENT);
    }

    @Test
    void expires() {
        test.home.clock.advance(TestSessions.TOKEN_LIFETIME.minusMillis(1));
        String second = issue(Side.AGENT);
        assertThat(redeem(opened.clientToken().value())).isEqualTo(CLIENT);
        test.home.clock.advance(TestSessions.TOKEN_LIFETIME);
        assertThat(redeem(second)).isEqualTo(Refused.EXPIRED);
    }

    @Test
    void isVoidedByALaterOneOfItsSide() {
        String agent = issue(Side.AGENT);
        String resumed = test.sessions().resume(id).orElseThrow().clientToken().value();
        assertThat(redeem(opened.clientToken().value())).isEqualTo(Refused.UNKNOWN);
        assertThat(redeem(agent)).as("the other side's").isEqualTo(AGENT);
        assertThat(redeem(resumed)).isEqualTo(CLIENT);
    }

    @Test
    void isGoodForItsSessionOnly() {
        OpenedSession other = test.open();
        assertThat(test.sessions()
                        .redeem(other.session().id(), opened.clientToken().value()))
                .isEqualTo(Refused.UNKNOWN);
        assertThat(redeem(opened.clientToken().value())).isEqualTo(CLIENT);
    }

    @Test
    void refusesWhatIsNoToken() {
        assertThat(redeem("")).isEqualTo(Refused.UNKNOWN);
        assertThat(redeem("AAEAA' OR 1=1")).isEqualTo(Refused.UNKNOWN);
        assertThat(test.sessions()
                        .redeem(
                                test.sessions().newId(test.admin),
                                opened.clientToken().value()))
                .isEqualTo(Refused.NO_SUCH_SESSION);
    }

    @Test
    void tellsAClientThatComesTooLateWhyOnceAndForAShortTime() {
        OpenedSession other = test.open();
        test.sessions().terminate(id, new EndReason.AgentError("no such user"));
        test.sessions().terminate(other.session().id(), new EndReason.AgentError("no such user"));
        assertThat(redeem("wrong")).isEqualTo(Refused.UNKNOWN);
        assertThat(redeem(opened.clientToken().value()))
                .isEqualTo(new TokenVerdict.TooLate(new EndReason.AgentError("no such user").farewell()));
        assertThat(redeem(opened.clientToken().value())).isEqualTo(Refused.USED);

        test.home.clock.advance(Duration.ofSeconds(60));
        assertThat(test.sessions()
                        .redeem(other.session().id(), other.clientToken().value()))
                .isEqualTo(Refused.EXPIRED);
        test.sessions().tick();
        int kept = test.home.store.read(
                test.home.home.place(),
                tables -> tables.sessionTokens().of(id.text()).size());
        assertThat(kept).as("purged").isZero();
    }

    @Test
    void ofTheAgentIsVoidWhenTheSessionHasEnded() {
        String agents = issue(Side.AGENT);
        test.sessions().terminate(id, new EndReason.UserEnded());
        assertThat(redeem(agents)).isEqualTo(Refused.SESSION_ENDED);
        assertThat(test.sessions().issueToken(id, Side.AGENT)).isEmpty();
        assertThat(test.sessions().issueToken(id, Side.CLIENT)).isEmpty();
        assertThat(test.sessions().resume(id)).isEmpty();
    }

    @Test
    void isStoredAsAHash() {
        String rows = test.home
                .store
                .read(test.home.home.place(), tables -> tables.sessionTokens().of(id.text()))
                .toString();
        assertThat(rows).contains("CLIENT").doesNotContain(opened.clientToken().value());
    }

    @Test
    void aWrongOneDoesNotUseUpTheGoodOne() {
        assertThat(redeem("wrong")).isEqualTo(Refused.UNKNOWN);
        test.home.clock.advance(Duration.ofSeconds(1));
        assertThat(redeem(opened.clientToken().value())).isEqualTo(CLIENT);
    }

    private String issue(Side side) {
        return test.sessions().issueToken(id, side).orElseThrow().value();
    }

    private TokenVerdict redeem(String token) {
        return test.sessions().redeem(id, token);
    }
}
