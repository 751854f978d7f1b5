// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import sallyport.server.identity.NodeId;
import sallyport.server.identity.TestHome;
import sallyport.server.store.TestDatabase;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class NodesTest {

    private static final NodeId UNKNOWN = new NodeId("mi-00000000000000000");

    @Parameter
    TestDatabase database;

    @TempDir
    Path directory;

    private TestHome home;
    private TestNodes test;
    private Nodes nodes;

    @BeforeEach
    void open() {
        home = new TestHome(database, directory);
        test = new TestNodes(home);
        nodes = test.nodes;
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void notesWhatTheAgentReports() {
        NodeId id = test.register(Map.of()).id();
        AgentInfo full = new AgentInfo(
                "amazon-ssm-agent", "3.3.0.0", "Active", "Linux", "Debian", "12", "10.0.0.7", "web-1", "ssmmessages");
        home.clock.advance(Duration.ofMinutes(5));
        assertThat(nodes.updateInformation(id, full)).isTrue();
        Node node = nodes.find(id).orElseThrow();
        assertThat(node.agent()).isEqualTo(full);
        assertThat(node.lastPing()).contains(home.clock.instant());
    }

    @Test
    void keepsWhatAShortReportLeavesOut() {
        NodeId id = test.register(Map.of()).id();
        nodes.updateInformation(
                id, new AgentInfo("agent", "1", "Active", "Linux", "Debian", "12", "10.0.0.7", "web", "x"));
        nodes.updateInformation(id, new AgentInfo("agent", "2", "", "Linux", "", "", "", "", ""));
        assertThat(nodes.find(id).orElseThrow().agent())
                .isEqualTo(new AgentInfo("agent", "2", "Active", "Linux", "Debian", "12", "10.0.0.7", "web", "x"));
    }

    @Test
    void changesNothingOfAnUnknownNode() {
        assertThat(nodes.find(UNKNOWN)).isEmpty();
        assertThat(nodes.updateInformation(UNKNOWN, AgentInfo.NONE)).isFalse();
        assertThat(nodes.rotateKey(UNKNOWN, TestNodes.key(2048))).isFalse();
        assertThat(nodes.deregister(UNKNOWN)).isFalse();
        assertThat(nodes.addTags(UNKNOWN, Map.of("a", "b"))).isEqualTo(TagChange.NO_SUCH_NODE);
        assertThat(nodes.removeTags(UNKNOWN, Set.of("a"))).isEqualTo(TagChange.NO_SUCH_NODE);
    }

    @Test
    void rotatesAKey() {
        NodeId id = test.register(Map.of()).id();
        NodeKey next = TestNodes.key(2048);
        assertThat(nodes.rotateKey(id, next)).isTrue();
        assertThat(nodes.find(id).orElseThrow().key()).isEqualTo(next);
    }

    @Test
    void forgetsADeregisteredNodeAndItsCredentialsAndTags() {
        NodeId id = test.join("i-0123abcd", Map.of("env", "test")).id();
        String key = home.credentials
                .issueForNode(id, Duration.ofHours(1))
                .orElseThrow()
                .accessKeyId();
        assertThat(home.credentials.find(key)).isPresent();
        assertThat(nodes.deregister(id)).isTrue();
        assertThat(nodes.find(id)).isEmpty();
        assertThat(home.credentials.find(key)).isEmpty();
        assertThat(home.credentials.issueForNode(id, Duration.ofHours(1))).isEmpty();
        assertThat(test.join("i-0123abcd", Map.of()).tags())
                .as("of the next node with this id")
                .isEmpty();
    }

    @Test
    void setsAndRemovesTags() {
        NodeId id = test.register(Map.of("env", "test")).id();
        assertThat(nodes.addTags(id, Map.of("env", "prod", "team", "a"))).isEqualTo(TagChange.DONE);
        assertThat(nodes.find(id).orElseThrow().tags()).isEqualTo(Map.of("env", "prod", "team", "a"));
        assertThat(nodes.removeTags(id, Set.of("env", "absent"))).isEqualTo(TagChange.DONE);
        assertThat(nodes.find(id).orElseThrow().tags()).isEqualTo(Map.of("team", "a"));
    }

    @Test
    void takesFiftyTagsAndNoMore() {
        NodeId id = test.register(Map.of()).id();
        Map<String, String> fifty = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            fifty.put("key" + i, "value");
        }
        assertThat(nodes.addTags(id, fifty)).isEqualTo(TagChange.DONE);
        assertThat(nodes.addTags(id, Map.of("key0", "another value"))).isEqualTo(TagChange.DONE);
        assertThat(nodes.addTags(id, Map.of("one", "more"))).isEqualTo(TagChange.TOO_MANY);
        assertThat(nodes.find(id).orElseThrow().tags()).hasSize(50).doesNotContainKey("one");
    }

    @Test
    void refusesReservedTags() {
        NodeId id = test.register(Map.of()).id();
        assertThat(nodes.addTags(id, Map.of("ok", "1", "aws:x", "2"))).isEqualTo(TagChange.RESERVED);
        assertThat(nodes.addTags(id, Map.of("AWS:x", "2"))).isEqualTo(TagChange.RESERVED);
        assertThat(nodes.removeTags(id, Set.of("aws:x"))).isEqualTo(TagChange.RESERVED);
        assertThat(nodes.find(id).orElseThrow().tags()).isEmpty();
    }

    @Test
    void remembersASignatureUntilItIsTooOld() {
        NodeId id = test.register(Map.of()).id();
        NodeId other = test.register(Map.of()).id();
        var until = home.clock.instant().plus(Duration.ofMinutes(5));
        assertThat(nodes.claimSignature(id, "signature", until)).isTrue();
        assertThat(nodes.claimSignature(id, "signature", until)).isFalse();
        assertThat(nodes.claimSignature(other, "signature", until)).isTrue();
        home.clock.advance(Duration.ofMinutes(5));
        assertThat(nodes.claimSignature(id, "signature", until))
                .as("was forgotten")
                .isTrue();
    }

    @Test
    void listsInPagesInTheOrderOfIds() {
        for (int i = 9; i > 0; i--) {
            test.join("i-0000000" + i, Map.of("n", "" + i));
        }
        List<String> ids = new ArrayList<>();
        Optional<NodeId> after = Optional.empty();
        int pages = 0;
        do {
            NodePage page = nodes.list(List.of(), _ -> false, after, 4);
            page.nodes().forEach(node -> ids.add(node.id().text()));
            assertThat(page.nodes()).allMatch(node -> node.tags().size() == 1);
            after = page.next();
            pages++;
        } while (after.isPresent());
        assertThat(pages).isEqualTo(3);
        assertThat(ids)
                .containsExactly(
                        "i-00000001",
                        "i-00000002",
                        "i-00000003",
                        "i-00000004",
                        "i-00000005",
                        "i-00000006",
                        "i-00000007",
                        "i-00000008",
                        "i-00000009");
    }

    @Test
    void endsWithAFullPageWithoutPromisingAnother() {
        test.join("i-00000001", Map.of());
        test.join("i-00000002", Map.of());
        assertThat(nodes.list(List.of(), _ -> false, Optional.empty(), 2).next())
                .isEmpty();
    }

    @Test
    void filtersByEveryField() {
        Node joined = test.join("i-0123abcd", Map.of("env", "test", "team", "a"));
        Node registered = test.register(Map.of("env", "prod"));
        nodes.updateInformation(joined.id(), new AgentInfo("a", "1.0", "Active", "Linux", "", "", "", "", ""));
        nodes.updateInformation(registered.id(), new AgentInfo("a", "2.0", "Active", "MacOS", "", "", "", "", ""));
        String i = joined.id().text();
        String mi = registered.id().text();

        assertThat(matching(new NodeFilter.Ids(Set.of(joined.id(), UNKNOWN)))).containsExactly(i);
        assertThat(matching(new NodeFilter.Ids(Set.of(registered.id(), joined.id()))))
                .containsExactly(i, mi);
        assertThat(matching(new NodeFilter.Connected(true))).containsExactly(mi);
        assertThat(matching(new NodeFilter.Connected(false))).containsExactly(i);
        assertThat(matching(field(NodeFilter.Field.AGENT_VERSION, "1.0"))).containsExactly(i);
        assertThat(matching(field(NodeFilter.Field.PLATFORM_TYPE, "Linux", "MacOS")))
                .containsExactly(i, mi);
        assertThat(matching(field(
                        NodeFilter.Field.ACTIVATION_ID,
                        registered.activationId().orElseThrow())))
                .containsExactly(mi);
        assertThat(matching(field(NodeFilter.Field.ROLE, "SallyportNode"))).containsExactly(i, mi);
        assertThat(matching(field(NodeFilter.Field.RESOURCE_TYPE, "EC2Instance")))
                .containsExactly(i);
        assertThat(matching(field(NodeFilter.Field.SOURCE_ID, mi))).containsExactly(mi);
        assertThat(matching(field(NodeFilter.Field.SOURCE_TYPE, "AWS::SSM::ManagedInstance")))
                .containsExactly(mi);
        assertThat(matching(new NodeFilter.TagKey(Set.of("team", "absent")))).containsExactly(i);
        assertThat(matching(new NodeFilter.Tag("env", Set.of("prod", "qa")))).containsExactly(mi);
        assertThat(matching(new NodeFilter.Tag("env", Set.of("prod")), new NodeFilter.TagKey(Set.of("team"))))
                .isEmpty();

        // mi is connected, i is not
        assertThat(nodes.list(List.of(), _ -> true, Optional.of(joined.id()), 10)
                        .nodes())
                .extracting(Node::id)
                .containsExactly(registered.id());
    }

    private List<String> matching(NodeFilter... filters) {
        return nodes
                .list(List.of(filters), id -> id.kind() == NodeId.Kind.MANAGED, Optional.empty(), 50)
                .nodes()
                .stream()
                .map(node -> node.id().text())
                .toList();
    }

    private static NodeFilter field(NodeFilter.Field field, String... values) {
        return new NodeFilter.FieldIn(field, Set.of(values));
    }
}
