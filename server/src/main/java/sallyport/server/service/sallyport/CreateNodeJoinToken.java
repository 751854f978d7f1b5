// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.sallyport;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.identity.NodeId;
import sallyport.server.identity.Role;
import sallyport.server.identity.Roles;
import sallyport.server.node.JoinTokenRequest;
import sallyport.server.node.JoinTokens;
import sallyport.server.node.NewJoinToken;
import sallyport.server.node.Nodes;

/** Makes the token by which one machine becomes the {@code i-} node it names. AWS has no such call: EC2 makes instances. */
public final class CreateNodeJoinToken
        implements Operation<CreateNodeJoinToken.Request, CreateNodeJoinToken.Found, CreateNodeJoinToken.Response> {
    private static final Duration DEFAULT = Duration.ofHours(1);
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    /** Half of the 17 digits and one more come from 9 random bytes. */
    private static final int ID_BYTES = 9;

    private static final int ID_DIGITS = 17;

    /**
     * For which node.
     *
     * @param instanceId a new random one if absent
     * @param instanceProfile name of the profile, which is that of its role; {@code SallyportNode} if absent
     * @param expiresIn seconds
     * @param replace whether a registered node of that id may be replaced
     */
    public record Request(
            Optional<String> instanceId,
            Optional<String> instanceProfile,
            List<Tag> tags,
            Optional<Integer> expiresIn,
            Optional<Boolean> replace) {}

    /** A tag of the node. */
    public record Tag(String key, String value) {}

    /** The node's id and its role, if there is such a role. */
    public record Found(NodeId id, Optional<Role> role) {}

    /** The token is shown this once. */
    public record Response(String joinToken, String instanceId, Instant expirationDate) {}

    private final Home home;
    private final JoinTokens joinTokens;
    private final Roles roles;
    private final RandomGenerator random;

    public CreateNodeJoinToken(Home home, JoinTokens joinTokens, Roles roles, RandomGenerator random) {
        this.home = home;
        this.joinTokens = joinTokens;
        this.roles = roles;
        this.random = random;
    }

    @Override
    public String name() {
        return "CreateNodeJoinToken";
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
    public Plan<Found> plan(Request request, Caller caller) {
        NodeId id = request.instanceId().map(CreateNodeJoinToken::instance).orElseGet(this::newId);
        Map<String, List<String>> tags = new LinkedHashMap<>();
        request.tags().forEach(tag -> tags.put("aws:RequestTag/" + tag.key(), List.of(tag.value())));
        tags.put("aws:TagKeys", request.tags().stream().map(Tag::key).toList());
        Requirement create = new Requirement.AccessCheck("sallyport:CreateNodeJoinToken", home.arn(id), tags);
        Requirement pass = new Requirement.AccessCheck(
                "iam:PassRole",
                home.globalArn("iam", "role/" + profile(request)),
                Map.of("iam:PassedToService", List.of("ec2.amazonaws.com")));
        return new Plan<>(Requirement.all(create, pass), new Found(id, roles.find(profile(request))));
    }

    private static NodeId instance(String text) {
        return NodeId.parse(text)
                .filter(id -> id.kind() == NodeId.Kind.INSTANCE)
                .orElseThrow(() -> SallyportErrors.invalidId(text));
    }

    private NodeId newId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return new NodeId("i-" + HexFormat.of().formatHex(bytes).substring(0, ID_DIGITS));
    }

    private static String profile(Request request) {
        return request.instanceProfile().orElse(Roles.SALLYPORT_NODE);
    }

    @Override
    public Response handle(Request request, Found found, Call call) {
        Role role = found.role()
                .orElseThrow(() ->
                        SallyportErrors.noSuchProfile(home.globalArn("iam", "instance-profile/" + profile(request))));
        Duration lifetime = request.expiresIn().map(Duration::ofSeconds).orElse(DEFAULT);
        if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(LONGEST) > 0) {
            throw SallyportErrors.invalidLifetime(LONGEST);
        }
        NewJoinToken made = joinTokens
                .create(new JoinTokenRequest(
                        found.id(),
                        role.name(),
                        tags(request),
                        call.at().plus(lifetime),
                        request.replace().orElse(false)))
                .orElseThrow(() -> SallyportErrors.taken(found.id()));
        return new Response(made.token().value(), made.node().text(), made.expires());
    }

    private static Map<String, String> tags(Request request) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Tag tag : request.tags()) {
            if (tag.key().startsWith("aws:")) {
                throw SallyportErrors.invalidTags("Tag keys starting with aws: are reserved.");
            }
            if (tags.put(tag.key(), tag.value()) != null) {
                throw SallyportErrors.invalidTags("The tag key \"" + tag.key() + "\" is given twice.");
            }
        }
        if (tags.size() > Nodes.MAX_TAGS) {
            throw SallyportErrors.invalidTags("A node can have no more than " + Nodes.MAX_TAGS + " tags.");
        }
        return tags;
    }
}
