// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.tag;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.node.Node;
import sallyport.server.node.Nodes;

/** Removes tags of a managed instance; keys it does not have are ignored. */
public final class RemoveTagsFromResource
        implements Operation<RemoveTagsFromResource.Request, Optional<Node>, Nothing> {
    /** Which keys from what. */
    public record Request(String resourceType, String resourceId, List<String> tagKeys) {}

    private final Taggable taggable;
    private final Nodes nodes;

    RemoveTagsFromResource(Taggable taggable, Nodes nodes) {
        this.taggable = taggable;
        this.nodes = nodes;
    }

    @Override
    public String name() {
        return "RemoveTagsFromResource";
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
    public Plan<Optional<Node>> plan(Request request, Caller caller) {
        return taggable.plan(
                "ssm:RemoveTagsFromResource",
                request.resourceType(),
                request.resourceId(),
                Map.of("aws:TagKeys", request.tagKeys()));
    }

    @Override
    public Nothing handle(Request request, Optional<Node> found, Call call) {
        Node node = found.orElseThrow(() -> TagErrors.noSuchResource(request.resourceId()));
        return switch (nodes.removeTags(node.id(), new HashSet<>(request.tagKeys()))) {
            case DONE -> Nothing.NOTHING;
            case NO_SUCH_NODE -> throw TagErrors.noSuchResource(request.resourceId());
            case TOO_MANY -> throw TagErrors.tooMany();
            case RESERVED -> throw TagErrors.reserved();
        };
    }
}
