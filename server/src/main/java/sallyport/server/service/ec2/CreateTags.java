// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ec2;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.identity.NodeId;
import sallyport.server.node.Node;
import sallyport.server.node.Nodes;

/** Sets tags of instances. */
public final class CreateTags implements Operation<CreateTags.Request, List<Instances.Named>, Nothing> {
    /** Which tags on what. */
    public record Request(Optional<Boolean> dryRun, List<String> resources, List<Tag> tags) {}

    private final Instances instances;
    private final Nodes nodes;

    CreateTags(Instances instances, Nodes nodes) {
        this.instances = instances;
        this.nodes = nodes;
    }

    @Override
    public String name() {
        return "CreateTags";
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
        return instances.plan("ec2:CreateTags", request.resources(), TagChecks.requestContext(request.tags()));
    }

    @Override
    public Nothing handle(Request request, List<Instances.Named> named, Call call) {
        Map<String, String> tags = TagChecks.toSet(request.tags());
        List<NodeId> ids = require(named);
        if (request.dryRun().orElse(false)) {
            throw Ec2Errors.dryRun();
        }
        ids.forEach(id -> set(id, tags));
        return Nothing.NOTHING;
    }

    /** All of them, before any is changed. */
    static List<NodeId> require(List<Instances.Named> named) {
        if (named.isEmpty()) {
            throw Ec2Errors.missing("Resources");
        }
        for (Instances.Named one : named) {
            if (Instances.instance(one.id()).isEmpty()) {
                throw Ec2Errors.malformedId(one.id());
            }
            if (one.node().isEmpty()) {
                throw Ec2Errors.noSuchInstance(one.id());
            }
        }
        return named.stream().flatMap(one -> one.node().stream()).map(Node::id).toList();
    }

    private void set(NodeId id, Map<String, String> tags) {
        switch (nodes.addTags(id, tags)) {
            case DONE -> {}
            case NO_SUCH_NODE -> throw Ec2Errors.noSuchInstance(id.text());
            case TOO_MANY -> throw Ec2Errors.tooManyTags(id.text());
            case RESERVED -> throw Ec2Errors.reservedTag();
        }
    }
}
