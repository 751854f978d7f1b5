// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import sallyport.server.identity.NodeId;
import sallyport.server.store.NodeTable;
import sallyport.server.store.Tables;
import sallyport.server.store.TagTable;

/** How nodes become rows and rows nodes. */
final class NodeRows {

    private NodeRows() {}

    static Optional<Node> find(Tables tables, NodeId id) {
        return tables.nodes().find(id.text()).map(row -> node(row, tables.tags().of(TagTable.Kind.NODE, row.id())));
    }

    static void insert(Tables tables, Node node) {
        tables.nodes().insert(row(node));
        tables.tags().put(TagTable.Kind.NODE, node.id().text(), node.tags());
    }

    /** Deletes a node with all its tags; false if there is none. */
    static boolean delete(Tables tables, NodeId id) {
        tables.tags().deleteAll(TagTable.Kind.NODE, id.text());
        return tables.nodes().delete(id.text());
    }

    static Node node(NodeTable.Row row, Map<String, String> tags) {
        return new Node(
                new NodeId(row.id()),
                row.roleName(),
                row.name(),
                Optional.ofNullable(row.activationId()),
                Instant.ofEpochMilli(row.registered()),
                NodeKey.stored(row.publicKey()),
                row.fingerprint(),
                new AgentInfo(
                        row.agentName(),
                        row.agentVersion(),
                        row.agentStatus(),
                        row.platformType(),
                        row.platformName(),
                        row.platformVersion(),
                        row.ipAddress(),
                        row.computerName(),
                        row.channel()),
                Optional.ofNullable(row.lastPing()).map(Instant::ofEpochMilli),
                tags);
    }

    static NodeTable.Row row(Node node) {
        AgentInfo agent = node.agent();
        return new NodeTable.Row(
                node.id().text(),
                node.role(),
                node.name(),
                node.activationId().orElse(null),
                node.registered().toEpochMilli(),
                node.key().base64(),
                node.fingerprint(),
                agent.agentName(),
                agent.agentVersion(),
                agent.agentStatus(),
                agent.platformType(),
                agent.platformName(),
                agent.platformVersion(),
                agent.ipAddress(),
                agent.computerName(),
                agent.channel(),
                node.lastPing().map(Instant::toEpochMilli).orElse(null));
    }
}
