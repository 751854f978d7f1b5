// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import sallyport.server.identity.Credentials;
import sallyport.server.identity.Home;
import sallyport.server.identity.NodeId;
import sallyport.server.keys.TokenHash;
import sallyport.server.store.NodeTable;
import sallyport.server.store.Place;
import sallyport.server.store.Store;
import sallyport.server.store.Tables;
import sallyport.server.store.TagTable;

/** The registered nodes. Thread-safe; every change is durable when its method returns. */
public final class Nodes {

    /** How many tags a node can have; AWS's limit. */
    public static final int MAX_TAGS = 50;

    private static final String RESERVED_TAGS = "aws:";

    // rows read at once by a list whose filters may drop most of them
    private static final int CHUNK = 500;

    private final Store store;
    private final Place place;
    private final Credentials credentials;
    private final InstantSource clock;

    private final List<Runnable> tagListeners = new CopyOnWriteArrayList<>();

    public Nodes(Store store, Home home, Credentials credentials, InstantSource clock) {
        this.store = store;
        this.place = home.place();
        this.credentials = credentials;
        this.clock = clock;
    }

    public Optional<Node> find(NodeId id) {
        return store.read(place, tables -> NodeRows.find(tables, id));
    }

    /**
     * The nodes that pass every filter, in the order of their ids.
     *
     * @param connected tells of a node whether it is connected now
     * @param after the id after which the page begins; empty for the first page
     * @param max largest number of nodes to return
     */
    public NodePage list(List<NodeFilter> filters, Predicate<NodeId> connected, Optional<NodeId> after, int max) {
        Predicate<Node> wanted = node -> filters.stream().allMatch(filter -> filter.matches(node, connected));
        return store.read(place, tables -> {
            List<Node> found = new ArrayList<>();
            List<Node> chunk = chunk(tables, filters, after.map(NodeId::text).orElse(""));
            while (!chunk.isEmpty() && found.size() <= max) {
                chunk.stream().filter(wanted).limit(max + 1L - found.size()).forEach(found::add);
                chunk = chunk(tables, filters, chunk.getLast().id().text());
            }
            return found.size() <= max
                    ? new NodePage(found, Optional.empty())
                    : new NodePage(
                            found.subList(0, max),
                            Optional.of(found.get(max - 1).id()));
        });
    }

    /** Notes what an agent reports of itself; false if there is no such node. */
    public boolean updateInformation(NodeId id, AgentInfo reported) {
        long now = clock.millis();
        return store.write(place, tables -> {
            Optional<Node> known = NodeRows.find(tables, id);
            known.ifPresent(node -> tables.nodes()
                    .updateAgent(NodeRows.row(node.reported(reported.over(node.agent()), Instant.ofEpochMilli(now)))));
            return known.isPresent();
        });
    }

    /** Replaces the key by which a node proves itself; false if there is no such node. */
    public boolean rotateKey(NodeId id, NodeKey key) {
        return store.write(place, tables -> tables.nodes().updateKey(id.text(), key.base64()));
    }

    /** Sets tags; those with the same keys get the new values. */
    public TagChange addTags(NodeId id, Map<String, String> tags) {
        return told(add(id, tags));
    }

    /** {@code listener} is run after every change of tags, in the thread that made it; it must be quick and throw nothing. */
    public void listen(Runnable listener) {
        tagListeners.add(listener);
    }

    private TagChange told(TagChange change) {
        if (change == TagChange.DONE) {
            tagListeners.forEach(Runnable::run);
        }
        return change;
    }

    private TagChange add(NodeId id, Map<String, String> tags) {
        if (reserved(tags.keySet())) {
            return TagChange.RESERVED;
        }
        return store.write(place, tables -> {
            if (tables.nodes().find(id.text()).isEmpty()) {
                return TagChange.NO_SUCH_NODE;
            }
            Set<String> keys = new HashSet<>(
                    tables.tags().of(TagTable.Kind.NODE, id.text()).keySet());
            keys.addAll(tags.keySet());
            if (keys.size() > MAX_TAGS) {
                return TagChange.TOO_MANY;
            }
            tables.tags().put(TagTable.Kind.NODE, id.text(), tags);
            return TagChange.DONE;
        });
    }

    /** Removes the tags with these keys; keys the node does not have are ignored. */
    public TagChange removeTags(NodeId id, Set<String> keys) {
        return told(remove(id, keys));
    }

    private TagChange remove(NodeId id, Set<String> keys) {
        if (reserved(keys)) {
            return TagChange.RESERVED;
        }
        return store.write(place, tables -> {
            if (tables.nodes().find(id.text()).isEmpty()) {
                return TagChange.NO_SUCH_NODE;
            }
            tables.tags().delete(TagTable.Kind.NODE, id.text(), keys);
            return TagChange.DONE;
        });
    }

    /**
     * Forgets a node and revokes its credentials; false if there is no such node.
     *
     * <p>The caller then closes its control channel and ends its sessions.
     */
    public boolean deregister(NodeId id) {
        List<String> revoked = new ArrayList<>();
        boolean existed = store.write(place, tables -> {
            revoked.addAll(tables.accessKeys().deleteOfNode(id.text()));
            return NodeRows.delete(tables, id);
        });
        credentials.forget(revoked);
        return existed;
    }

    /**
     * Remembers that a node has used this signature; false if it had used it before.
     *
     * <p>Requests signed with a node's RSA key count once only. The signature is remembered until {@code until}, the
     * moment at which the request is too old to be accepted anyway.
     */
    public boolean claimSignature(NodeId id, String signature, Instant until) {
        return store.write(place, tables -> {
            tables.usedSignatures().deleteUntil(clock.millis());
            return tables.usedSignatures()
                    .insert(id.text(), TokenHash.of(signature).hex(), until.toEpochMilli());
        });
    }

    /** The next nodes after an id that may pass the filters; empty at the end. */
    private static List<Node> chunk(Tables tables, List<NodeFilter> filters, String after) {
        Optional<NodeFilter.Ids> ids = filters.stream()
                .filter(NodeFilter.Ids.class::isInstance)
                .map(NodeFilter.Ids.class::cast)
                .findFirst();
        if (ids.isPresent()) {
            return ids.get().ids().stream()
                    .filter(id -> id.text().compareTo(after) > 0)
                    .sorted()
                    .flatMap(id -> NodeRows.find(tables, id).stream())
                    .toList();
        }
        List<NodeTable.Row> rows = tables.nodes().listAfter(after, CHUNK);
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<String, Map<String, String>> tags = tables.tags()
                .between(
                        TagTable.Kind.NODE, rows.getFirst().id(), rows.getLast().id());
        return rows.stream()
                .map(row -> NodeRows.node(row, tags.getOrDefault(row.id(), Map.of())))
                .toList();
    }

    private static boolean reserved(Set<String> tagKeys) {
        return tagKeys.stream().anyMatch(key -> key.regionMatches(true, 0, RESERVED_TAGS, 0, RESERVED_TAGS.length()));
    }
}
