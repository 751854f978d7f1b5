// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ec2;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.node.Node;
import sallyport.server.node.Nodes;

/** Removes tags of instances. Of a tag with a value only that value goes; without any tag named, all go. */
public final class DeleteTags implements Operation<DeleteTags.Request, List<Instances.Named>, Nothing> {
    /** Which tags from what. */
    public record Request(Optional<Boolean> dryRun, List<String> resources, List<Tag> tags) {}

    private final Instances instances;
    private final Nodes nodes;

    DeleteTags(Instances instances, Nodes nodes) {
        this.instances = instances;
        this.nodes = nodes;
    }

    @Override
    public String name() {
        return "DeleteTags";
    }

    @Override
    public Class<Request> input() {
        return Request.class;
    }

    @Override
    public boolean mutates() {
        return true;
    }

    @Override
    public Plan<List<Instances.Named>> plan(Request request, Caller caller) {
        return instances.plan("ec2:DeleteTags", request.resources(), TagChecks.requestContext(request.tags()));
    }

    @Override
    public Nothing handle(Request request, List<Instances.Named> named, Call call) {
        request.tags().forEach(TagChecks::key);
        CreateTags.require(named);
        if (request.dryRun().orElse(false)) {
            throw Ec2Errors.dryRun();
        }
        named.stream().flatMap(one -> one.node().stream()).forEach(node -> remove(node, request.tags()));
        return Nothing.NOTHING;
    }

    private void remove(Node node, List<Tag> tags) {
        Set<String> keys = node.tags().entrySet().stream()
                .filter(tag -> tags.isEmpty() || tags.stream().anyMatch(wanted -> isMeant(wanted, tag)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        switch (nodes.removeTags(node.id(), keys)) {
            case DONE -> {}
            case NO_SUCH_NODE -> throw Ec2Errors.noSuchInstance(node.id().text());
            case TOO_MANY, RESERVED -> throw new AssertionError("fewer tags are never too many");
        }
    }

    private static boolean isMeant(Tag wanted, Map.Entry<String, String> tag) {
        return wanted.key().equals(Optional.of(tag.getKey()))
                && (wanted.value().isEmpty() || wanted.value().get().equals(tag.getValue()));
    }
}
