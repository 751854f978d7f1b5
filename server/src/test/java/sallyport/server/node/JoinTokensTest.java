// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import sallyport.server.identity.NodeId;
import sallyport.server.identity.Roles;
import sallyport.server.identity.TestHome;
import sallyport.server.keys.Secret;
import sallyport.server.keys.TokenHash;
import sallyport.server.store.TestDatabase;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class JoinTokensTest {

    private static final String ID = "i-0123456789abcdef0";
    private static final NodeClaim FIRST = TestNodes.claim("first machine");
    private static final NodeClaim SECOND = TestNodes.claim("second machine");

    @Parameter
    TestDatabase database;

    @TempDir
    Path directory;

    private TestHome home;
    private TestNodes test;
    private JoinTokens tokens;

    @BeforeEach
    void open() {
        home = new TestHome(database, directory);
        test = new TestNodes(home);
        tokens = test.joinTokens;
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void registersTheNodeTheTokenIsFor() {
        NewJoinToken made = test.token(ID, Map.of("env", "test"), false);
        assertThat(made.token().value()).matches("[A-Za-z0-9_-]{43}");
        Node node = TestNodes.registered(tokens.join(made.token(), FIRST));
        assertThat(node.id()).isEqualTo(made.node()).hasToString(ID);
        assertThat(node.role()).isEqualTo(Roles.SALLYPORT_NODE);
        assertThat(node.activationId()).isEmpty();
        assertThat(node.tags()).isEqualTo(Map.of("env", "test"));
        assertThat(node.key()).isEqualTo(FIRST.key());
        assertThat(test.nodes.find(node.id())).contains(node);
    }

    @Test
    void isGoodOnce() {
        Secret token = test.token(ID, Map.of(), true).token();
        assertThat(tokens.join(token, FIRST)).isInstanceOf(Registration.Registered.class);
        assertThat(tokens.join(token, SECOND)).isEqualTo(Registration.Refused.USED_UP);
        assertThat(test.nodes.find(new NodeId(ID)).orElseThrow().key()).isEqualTo(FIRST.key());
    }

    @Test
    void expires() {
        Secret token = test.token(ID, Map.of(), false).token();
        home.clock.advance(Duration.ofHours(1));
        assertThat(tokens.join(token, FIRST)).isEqualTo(Registration.Refused.EXPIRED);
        assertThat(test.nodes.find(new NodeId(ID))).isEmpty();
    }

    @Test
    void refusesWhatIsNoToken() {
        assertThat(tokens.join(new Secret("made up"), FIRST)).isEqualTo(Registration.Refused.UNKNOWN);
    }

    @Test
    void keepsTheTokenAsAHash() {
        NewJoinToken made = test.token(ID, Map.of(), false);
        String row = home.store.read(
                home.home.place(),
                tables -> tables.joinTokens()
                        .find(TokenHash.of(made.token()).hex())
                        .orElseThrow()
                        .toString());
        assertThat(row + made).doesNotContain(made.token().value());
    }

    @Test
    void isNotMadeForATakenIdUnlessItReplaces() {
        test.join(ID, Map.of());
        assertThat(tokens.create(test.request(ID, Map.of(), false))).isEmpty();
        assertThat(tokens.create(test.request(ID, Map.of(), true))).isPresent();
    }

    @Test
    void refusesAnIdThatWasTakenAfterTheTokenWasMade() {
        NewJoinToken early = test.token(ID, Map.of(), false);
        test.join(ID, Map.of());
        assertThat(tokens.join(early.token(), SECOND)).isEqualTo(Registration.Refused.TAKEN);
    }

    @Test
    void replacesANodeAndVoidsItsCredentials() {
        NodeId id = test.join(ID, Map.of("env", "test")).id();
        test.nodes.updateInformation(id, new AgentInfo("agent", "1.0.0.0", "Active", "Linux", "", "", "", "", ""));
        String oldKey = home.credentials
                .issueForNode(id, Duration.ofHours(1))
                .orElseThrow()
                .accessKeyId();
        assertThat(home.credentials.find(oldKey)).isPresent();

        Registration result = tokens.join(test.token(ID, Map.of(), true).token(), SECOND);
        assertThat(result).isEqualTo(new Registration.Registered(TestNodes.registered(result), true));
        Node node = test.nodes.find(id).orElseThrow();
        assertThat(node.key()).isEqualTo(SECOND.key());
        assertThat(node.isMachine("second machine")).isTrue();
        assertThat(node.agent()).as("what the old machine said").isEqualTo(AgentInfo.NONE);
        assertThat(node.tags()).as("kept").isEqualTo(Map.of("env", "test"));
        assertThat(home.credentials.find(oldKey)).isEmpty();
    }

    @Test
    void replacesTheTagsIfTheTokenBringsSome() {
        test.join(ID, Map.of("env", "test", "team", "a"));
        tokens.join(test.token(ID, Map.of("env", "prod"), true).token(), SECOND);
        assertThat(test.nodes.find(new NodeId(ID)).orElseThrow().tags()).isEqualTo(Map.of("env", "prod"));
    }

    @Test
    void isForgottenADayAfterItExpired() {
        Secret token = test.token(ID, Map.of("env", "test"), false).token();
        home.clock.advance(Duration.ofDays(1).plusMinutes(59));
        test.token("i-00000001", Map.of(), false);
        assertThat(tokens.join(token, FIRST)).isEqualTo(Registration.Refused.EXPIRED);
        home.clock.advance(Duration.ofMinutes(1));
        test.token("i-00000002", Map.of(), false);
        assertThat(tokens.join(token, FIRST)).isEqualTo(Registration.Refused.UNKNOWN);
    }

    @Test
    void isForInstancesOnly() {
        assertThatThrownBy(() -> test.request("mi-0123456789abcdef0", Map.of(), false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
