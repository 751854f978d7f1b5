// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.session;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sallyport.client.aws.AwsConfigException;
import sallyport.client.aws.Ssm;

/** Finds the node a person means. */
public final class NodeNames {
    private static final Pattern ID = Pattern.compile("(i-|mi-)[0-9a-f]{8,17}|ecs:.+");

    private final Ssm ssm;

    public NodeNames(Ssm ssm) {
        this.ssm = ssm;
    }

    /**
     * The id of the node with this id, tag {@code Name}, activation name or host name.
     *
     * @throws AwsConfigException when there is none, or more than one
     */
    public String resolve(String name) throws IOException {
        if (ID.matcher(name).matches()) {
            return name;
        }
        var tagged = ssm.nodes(Optional.of(name));
        return tagged.isEmpty() ? one(name, byOtherNames(name)) : one(name, tagged);
    }

    private List<Ssm.Node> byOtherNames(String name) throws IOException {
        return ssm.nodes(Optional.empty()).stream()
                .filter(node -> name.equals(node.name()) || name.equals(node.computerName()))
                .toList();
    }

    private static String one(String name, List<Ssm.Node> nodes) throws AwsConfigException {
        return switch (nodes.size()) {
            case 0 ->
                throw new AwsConfigException(
                        "no node is called \"%s\"; aws ssm describe-instance-information lists them".formatted(name));
            case 1 -> nodes.getFirst().instanceId();
            default ->
                throw new AwsConfigException("%d nodes are called \"%s\", name one by its id: %s"
                        .formatted(
                                nodes.size(),
                                name,
                                nodes.stream().map(Ssm.Node::instanceId).collect(Collectors.joining(", "))));
        };
    }
}
