// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import java.util.Set;
import java.util.function.Predicate;
import sallyport.server.identity.NodeId;

/**
 * One condition of DescribeInstanceInformation. A list of filters holds if every one does; the values of one filter
 * are alternatives.
 */
public sealed interface NodeFilter {

    /** {@code connected}: tells of a node whether it is connected now. */
    boolean matches(Node node, Predicate<NodeId> connected);

    record Ids(Set<NodeId> ids) implements NodeFilter {
        public Ids {
            ids = Set.copyOf(ids);
        }

        @Override
        public boolean matches(Node node, Predicate<NodeId> connected) {
            return ids.contains(node.id());
        }
    }

    /** Whether the node is connected: {@code Online} and {@code ConnectionLost} in AWS's words. */
    record Connected(boolean wanted) implements NodeFilter {
        @Override
        public boolean matches(Node node, Predicate<NodeId> connected) {
            return connected.test(node.id()) == wanted;
        }
    }

    /** One of these texts in a field, compared exactly. */
    record FieldIn(Field field, Set<String> values) implements NodeFilter {
        public FieldIn {
            values = Set.copyOf(values);
        }

        @Override
        public boolean matches(Node node, Predicate<NodeId> connected) {
            return values.contains(field.of(node));
        }
    }

    /** A tag with one of these keys, whatever its value. */
    record TagKey(Set<String> keys) implements NodeFilter {
        public TagKey {
            keys = Set.copyOf(keys);
        }

        @Override
        public boolean matches(Node node, Predicate<NodeId> connected) {
            return keys.stream().anyMatch(node.tags()::containsKey);
        }
    }

    /** This tag with one of these values. */
    record Tag(String key, Set<String> values) implements NodeFilter {
        public Tag {
            values = Set.copyOf(values);
        }

        @Override
        public boolean matches(Node node, Predicate<NodeId> connected) {
            String value = node.tags().get(key);
            return value != null && values.contains(value);
        }
    }

    /** The fields that {@link FieldIn} compares; a field a node does not have is the empty text. */
    enum Field {
        AGENT_VERSION,
        PLATFORM_TYPE,
        ACTIVATION_ID,
        ROLE,
        /** {@code EC2Instance} or {@code ManagedInstance}. */
        RESOURCE_TYPE,
        SOURCE_ID,
        /** {@code AWS::EC2::Instance} or {@code AWS::SSM::ManagedInstance}. */
        SOURCE_TYPE;

        String of(Node node) {
            return switch (this) {
                case AGENT_VERSION -> node.agent().agentVersion();
                case PLATFORM_TYPE -> node.agent().platformType();
                case ACTIVATION_ID -> node.activationId().orElse("");
                case ROLE -> node.role();
                case RESOURCE_TYPE -> node.resourceType();
                case SOURCE_ID -> node.id().text();
                case SOURCE_TYPE -> node.sourceType();
            };
        }
    }
}
