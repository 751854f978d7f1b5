// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import java.util.List;
import java.util.Set;
import sallyport.server.identity.NodeId;

/**
 * One condition of DescribeInstanceInformation. A list of filters holds if every one does; the values of one filter
 * are alternatives.
 */
public sealed interface NodeFilter {

    record Ids(Set<NodeId> ids) implements NodeFilter {
        public Ids {
            ids = Set.copyOf(ids);
        }
    }

    /** Whether the node is connected: {@code Online} and {@code ConnectionLost} in AWS's words. */
    record Connected(boolean connected) implements NodeFilter {}

    /** Alternatives for one of the node's fields, compared exactly. */
    record FieldIn(Field field, List<String> values) implements NodeFilter {
        public FieldIn {
            values = List.copyOf(values);
        }
    }

    /** The node has a tag with one of these keys, whatever its value. */
    record TagKey(List<String> keys) implements NodeFilter {
        public TagKey {
            keys = List.copyOf(keys);
        }
    }

    /** The node has this tag with one of these values. */
    record Tag(String key, List<String> values) implements NodeFilter {
        public Tag {
            values = List.copyOf(values);
        }
    }

    /** Matches no node: a value no node can have, such as a malformed id or another source type. */
    record Nothing() implements NodeFilter {}

    /** The fields that {@link FieldIn} can compare. */
    enum Field {
        AGENT_VERSION,
        PLATFORM_TYPE,
        ACTIVATION_ID,
        ROLE,
        /** {@code EC2Instance} or {@code ManagedInstance}. */
        RESOURCE_TYPE,
        SOURCE_ID,
        /** {@code AWS::EC2::Instance} or {@code AWS::SSM::ManagedInstance}. */
        SOURCE_TYPE
    }
}
