// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.tag;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.node.Node;

/** Lists the tags of a managed instance. */
public final class ListTagsForResource
        implements Operation<ListTagsForResource.Request, Optional<Node>, ListTagsForResource.Response> {
    /** Of what. */
    public record Request(String resourceType, String resourceId) {}

    /** In the order of their keys. */
    public record Response(List<Tag> tagList) {}

    private final Taggable taggable;

    ListTagsForResource(Taggable taggable) {
        this.taggable = taggable;
    }

    @Override
    public String name() {
        return "ListTagsForResource";
    }

    @Override
    public Class<Request> input() {
        return Request.class;
    }

    @Override
    public boolean mutates() {
        return false;
    }

    @Override
    public Plan<Optional<Node>> plan(Request request, Caller caller) {
        return taggable.plan("ssm:ListTagsForResource", request.resourceType(), request.resourceId(), Map.of());
    }

    @Override
    public Response handle(Request request, Optional<Node> found, Call call) {
        Node node = found.orElseThrow(() -> TagErrors.noSuchResource(request.resourceId()));
        return new Response(Tags.list(node.tags()));
    }
}
