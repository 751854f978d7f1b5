// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import sallyport.server.node.TestNodes;
import sallyport.server.store.TestDatabase;
import sallyport.server.store.UserTable;
import sallyport.server.store.iam.InlinePolicyTable;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class CredentialsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Parameter
    TestDatabase database;

    @TempDir
    Path directory;

    private TestHome home;
    private TestNodes nodes;
    private Credentials credentials;

    @BeforeEach
    void open() {
        home = new TestHome(database, directory);
        nodes = new TestNodes(home);
        credentials = home.credentials;
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void makesTheAdministratorOnce() {
        NewAccessKey made = credentials.createAdministrator().orElseThrow();
        assertThat(made.accessKeyId()).matches("AKIA[A-Z2-7]{16}");
        assertThat(made.secretAccessKey().value()).matches("[A-Za-z0-9+/]{40}");
        assertThat(made.user().arn()).hasToString("arn:aws:iam::111122223333:user/admin");
        assertThat(made.user().userId()).matches("AIDA[A-Z2-7]{17}");
        assertThat(credentials.createAdministrator()).isEmpty();
    }

    @Test
    void findsThePermanentKeyOfAUser() {
        NewAccessKey made = credentials.createAdministrator().orElseThrow();
        AccessKey found = fresh().find(made.accessKeyId()).orElseThrow();
        assertThat(found.secret()).isEqualTo(made.secretAccessKey());
        assertThat(found.caller())
                .isEqualTo(new Caller(made.user(), home.home.account(), Optional.of(made.accessKeyId())));
        assertThat(found.caller().sessionName()).isEqualTo("admin");
        assertThat(found.caller().node()).isEmpty();
        assertThat(found.active()).isTrue();
        assertThat(found.tokenMatches(Optional.empty())).isTrue();
        assertThat(found.tokenMatches(Optional.of("any"))).isFalse();
        assertThat(found.expiredAt(home.clock.instant().plus(Duration.ofDays(10_000))))
                .isFalse();
    }

    @Test
    void replacesTheKeysOfTheAdministratorAtOnce() {
        NewAccessKey first = credentials.createAdministrator().orElseThrow();
        assertThat(credentials.find(first.accessKeyId())).isPresent();
        NewAccessKey second = credentials.resetAdministrator();
        assertThat(credentials.find(first.accessKeyId())).isEmpty();
        assertThat(credentials.find(second.accessKeyId()).orElseThrow().secret())
                .isEqualTo(second.secretAccessKey());
        assertThat(second.user()).isEqualTo(first.user());
    }

    @Test
    void makesAnAdministratorOutOfWhateverBecameOfIt() {
        NewAccessKey first = credentials.createAdministrator().orElseThrow();
        String id = first.user().userId();
        home.store.<Boolean>write(home.home.place(), tables -> {
            tables.attachments().detach(id, Credentials.ADMINISTRATOR_ACCESS);
            tables.inlinePolicies().put(new InlinePolicyTable.Row(id, "deny", "{}"));
            tables.users().update(UserTable.Row.of(id, "Admin", "/", "arn:aws:iam::aws:policy/ReadOnlyAccess", 1));
            return true;
        });
        credentials.forgetAll();
        assertThat(credentials.find(first.accessKeyId()).orElseThrow().caller().principal())
                .isInstanceOfSatisfying(
                        Principal.User.class,
                        user -> assertThat(administrator(user)).isFalse());
        NewAccessKey second = credentials.resetAdministrator();
        assertThat(second.user().userId()).isEqualTo(id);
        assertThat(administrator(second.user())).isTrue();
        assertThat(home.store.<Boolean>read(
                        home.home.place(),
                        tables -> tables.inlinePolicies().of(id).isEmpty()))
                .isTrue();

        home.store.<Boolean>write(home.home.place(), tables -> {
            tables.users().delete(id);
            return true;
        });
        assertThat(administrator(credentials.resetAdministrator().user())).isTrue();
    }

    @Test
    void keepsNoSecretInTheClear() {
        NewAccessKey made = credentials.createAdministrator().orElseThrow();
        TemporaryCredentials issued = issue(nodes.register(Map.of()).id());
        assertThat(made + " " + issued + " " + credentials.find(made.accessKeyId()))
                .doesNotContain(made.secretAccessKey().value())
                .doesNotContain(issued.secretAccessKey().value())
                .doesNotContain(issued.sessionToken().value());
        String rows = home.store.read(
                home.home.place(),
                tables -> tables.accessKeys().find(made.accessKeyId()) + " "
                        + tables.accessKeys().find(issued.accessKeyId()));
        assertThat(rows)
                .doesNotContain(made.secretAccessKey().value())
                .doesNotContain(issued.secretAccessKey().value())
                .doesNotContain(issued.sessionToken().value());
    }

    @Test
    void issuesANodeTheCredentialsOfItsRole() {
        NodeId node = nodes.register(Map.of()).id();
        TemporaryCredentials issued = issue(node);
        assertThat(issued.accessKeyId()).matches("ASIA[A-Z2-7]{16}");
        assertThat(issued.expires()).isEqualTo(home.clock.instant().plus(HOUR));

        AccessKey found = fresh().find(issued.accessKeyId()).orElseThrow();
        assertThat(found.secret()).isEqualTo(issued.secretAccessKey());
        assertThat(found.caller().node()).contains(node);
        assertThat(found.caller().arn()).hasToString("arn:aws:sts::111122223333:assumed-role/SallyportNode/" + node);
        assertThat(found.caller().userId()).matches("AROA[A-Z2-7]{17}:" + node);
        assertThat(found.tokenMatches(Optional.of(issued.sessionToken().value())))
                .isTrue();
        assertThat(found.tokenMatches(Optional.of(issued.sessionToken().value() + "A")))
                .isFalse();
        assertThat(found.tokenMatches(Optional.empty())).isFalse();
    }

    @Test
    void knowsWhenTemporaryCredentialsExpire() {
        TemporaryCredentials issued = issue(nodes.register(Map.of()).id());
        AccessKey key = credentials.find(issued.accessKeyId()).orElseThrow();
        assertThat(key.expiredAt(home.clock.instant().plus(HOUR).minusMillis(1)))
                .isFalse();
        assertThat(key.expiredAt(home.clock.instant().plus(HOUR))).isTrue();
    }

    @Test
    void issuesNothingToAnUnknownNode() {
        assertThat(credentials.issueForNode(new NodeId("mi-00000000000000000"), HOUR))
                .isEmpty();
    }

    @Test
    void callsANodeTheSameWhicheverKeyItSignsWith() {
        NodeId node = nodes.register(Map.of()).id();
        Caller byRole =
                credentials.find(issue(node).accessKeyId()).orElseThrow().caller();
        Caller byRsaKey = credentials.callerOf(node).orElseThrow();
        assertThat(byRsaKey.principal()).isEqualTo(byRole.principal());
        assertThat(byRsaKey.accessKeyId()).isEmpty();
        assertThat(credentials.callerOf(new NodeId("mi-00000000000000000"))).isEmpty();
    }

    @Test
    void revokesACachedKeyAtOnce() {
        NodeId node = nodes.register(Map.of()).id();
        TemporaryCredentials first = issue(node);
        TemporaryCredentials second = issue(node);
        TemporaryCredentials another = issue(nodes.register(Map.of()).id());
        assertThat(credentials.find(first.accessKeyId())).isPresent();
        credentials.revokeNode(node);
        assertThat(credentials.find(first.accessKeyId())).isEmpty();
        assertThat(credentials.find(second.accessKeyId())).isEmpty();
        assertThat(credentials.find(another.accessKeyId())).isPresent();
    }

    @Test
    void revokesAKeyThatIsLookedUpAtTheSameTime() throws InterruptedException {
        for (int round = 0; round < 50; round++) {
            NodeId node = nodes.register(Map.of()).id();
            String keyId = issue(node).accessKeyId();
            AtomicBoolean revoked = new AtomicBoolean();
            Thread looking = Thread.ofVirtual().start(() -> {
                while (!revoked.get()) {
                    fillCache(keyId);
                }
            });
            credentials.revokeNode(node);
            boolean found = credentials.find(keyId).isPresent();
            revoked.set(true);
            looking.join();
            assertThat(found).isFalse();
            assertThat(credentials.find(keyId)).isEmpty();
        }
    }

    /** An official agent has a key of its own and one for each session; its own is the oldest. */
    @Test
    void keepsTheKeyOfAnAgentThroughHundredsOfSessions() {
        NodeId node = nodes.register(Map.of()).id();
        String agent = issue(node).accessKeyId();
        for (int session = 0; session < 200; session++) {
            home.clock.advance(Duration.ofMillis(1));
            issue(node);
        }
        assertThat(fresh().find(agent)).isPresent();
    }

    @Test
    void keepsOnlyTheNewestKeysOfANode() {
        NodeId node = nodes.register(Map.of()).id();
        String oldest = issue(node).accessKeyId();
        assertThat(credentials.find(oldest)).isPresent();
        String newest = oldest;
        for (int i = 0; i < 1024; i++) {
            home.clock.advance(Duration.ofMillis(1));
            newest = issue(node).accessKeyId();
        }
        assertThat(credentials.find(oldest)).isEmpty();
        assertThat(credentials.find(newest)).isPresent();
    }

    @Test
    void forgetsKeysADayAfterTheyExpired() {
        NodeId node = nodes.register(Map.of()).id();
        String old = issue(node).accessKeyId();
        home.clock.advance(Duration.ofDays(1));
        issue(node);
        assertThat(fresh().find(old)).as("expired for 23 hours").isPresent();
        home.clock.advance(HOUR);
        issue(node);
        assertThat(fresh().find(old)).as("expired for a day").isEmpty();
    }

    @Test
    void findsNothingForWhatIsNoKeyId() {
        assertThat(credentials.find("")).isEmpty();
        assertThat(credentials.find("AKIA' OR '1'='1")).isEmpty();
        assertThat(credentials.find("AKIAAAAAAAAAAAAAAAAA")).isEmpty();
    }

    private TemporaryCredentials issue(NodeId node) {
        return credentials.issueForNode(node, HOUR).orElseThrow();
    }

    /** The same keys, seen by a server that has just started. */
    private Credentials fresh() {
        return new Credentials(home.store, home.home, home.masterKey, home.random, home.clock);
    }

    private void fillCache(String keyId) {
        credentials.find(keyId);
    }

    private boolean administrator(Principal.User user) {
        return home.store.read(
                home.home.place(),
                tables -> tables.attachments().reaches(user.userId(), Credentials.ADMINISTRATOR_ACCESS)
                        && tables.users().findById(user.userId()).orElseThrow().boundaryArn() == null);
    }
}
