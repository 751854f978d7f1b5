// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.node;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import sallyport.server.identity.NodeId;
import sallyport.server.node.NodeFilter;

/** Reads the filters of DescribeInstanceInformation, which come in two forms of the same meaning. */
final class NodeFilters {
    static final String INSTANCE_IDS = "InstanceIds";

    private static final String TAG = "tag:";

    /** Lets no node pass. */
    private static final NodeFilter NONE = new NodeFilter.Ids(Set.of());

    private NodeFilters() {}

    /** One condition in either form; its values are alternatives. */
    record Condition(String key, List<String> values) {}

    static List<NodeFilter> read(List<Condition> conditions) {
        List<NodeFilter> filters = new ArrayList<>();
        conditions.forEach(condition -> read(condition).ifPresent(filters::add));
        return filters;
    }

    private static Optional<NodeFilter> read(Condition condition) {
        Set<String> values = Set.copyOf(condition.values());
        return switch (condition.key()) {
            case INSTANCE_IDS -> Optional.of(new NodeFilter.Ids(ids(values)));
            case "PingStatus" -> pingStatus(values);
            case "AgentVersion" -> field(NodeFilter.Field.AGENT_VERSION, values);
            case "PlatformTypes" -> field(NodeFilter.Field.PLATFORM_TYPE, values);
            case "ActivationIds" -> field(NodeFilter.Field.ACTIVATION_ID, values);
            case "IamRole" -> field(NodeFilter.Field.ROLE, values);
            case "ResourceType" -> field(NodeFilter.Field.RESOURCE_TYPE, values);
            case "SourceIds" -> field(NodeFilter.Field.SOURCE_ID, values);
            case "SourceTypes" -> field(NodeFilter.Field.SOURCE_TYPE, values);
            case "AssociationStatus" -> Optional.of(NONE); // no node has an association
            case "tag-key" -> Optional.of(new NodeFilter.TagKey(values));
            default -> {
                if (!condition.key().startsWith(TAG) || condition.key().length() == TAG.length()) {
                    throw NodeErrors.unknownFilter(condition.key());
                }
                yield Optional.of(new NodeFilter.Tag(condition.key().substring(TAG.length()), values));
            }
        };
    }

    private static Set<NodeId> ids(Set<String> values) {
        return values.stream().map(NodeId::parse).flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<NodeFilter> field(NodeFilter.Field field, Set<String> values) {
        return Optional.of(new NodeFilter.FieldIn(field, values));
    }

    /** Connected or not are the two states there are; asking for both asks for nothing. */
    private static Optional<NodeFilter> pingStatus(Set<String> values) {
        Set<Boolean> wanted = new LinkedHashSet<>();
        for (String value : values) {
            switch (value) {
                case "Online" -> wanted.add(true);
                case "ConnectionLost" -> wanted.add(false);
                case "Inactive" -> {} // AWS's word for nodes no longer there; ours are then forgotten
                default -> throw NodeErrors.unknownFilterValue("PingStatus", value);
            }
        }
        return switch (wanted.size()) {
            case 0 -> Optional.of(NONE);
            case 1 -> Optional.of(new NodeFilter.Connected(wanted.contains(true)));
            default -> Optional.empty();
        };
    }
}
