// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.activation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Arn;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.identity.Role;
import sallyport.server.identity.Roles;
import sallyport.server.node.ActivationRequest;
import sallyport.server.node.Activations;
import sallyport.server.node.NewActivation;
import sallyport.server.service.ssm.tag.Tag;
import sallyport.server.service.ssm.tag.Tags;

/** Makes the id and code by which a number of machines may become {@code mi-} nodes. */
public final class CreateActivation
        implements Operation<CreateActivation.Request, Optional<Role>, CreateActivation.Response> {
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final Duration DEFAULT = Duration.ofHours(24);

    /** For what; {@code iamRole} is a role's name. */
    public record Request(
            Optional<String> description,
            Optional<String> defaultInstanceName,
            String iamRole,
            Optional<Integer> registrationLimit,
            Optional<Instant> expirationDate,
            List<Tag> tags) {}

    /** The code is shown this once. */
    public record Response(String activationId, String activationCode) {}

    private final Home home;
    private final Activations activations;
    private final Roles roles;

    CreateActivation(Home home, Activations activations, Roles roles) {
        this.home = home;
        this.activations = activations;
        this.roles = roles;
    }

    @Override
    public String name() {
        return "CreateActivation";
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
    public Plan<Optional<Role>> plan(Request request, Caller caller) {
        Requirement create = new Requirement.AccessCheck(
                "ssm:CreateActivation", home.arn("ssm", "*"), Tags.requestContext(request.tags()));
        Requirement pass = new Requirement.AccessCheck(
                "iam:PassRole", roleArn(request), Map.of("iam:PassedToService", List.of("ssm.amazonaws.com")));
        return new Plan<>(Requirement.all(create, pass), roles.find(request.iamRole()));
    }

    private Arn roleArn(Request request) {
        return home.globalArn("iam", "role/" + request.iamRole());
    }

    @Override
    public Response handle(Request request, Optional<Role> found, Call call) {
        Role role = found.orElseThrow(() -> ActivationErrors.noSuchRole(roleArn(request)));
        Instant expires = request.expirationDate().orElse(call.at().plus(DEFAULT));
        if (!expires.isAfter(call.at()) || expires.isAfter(call.at().plus(LONGEST))) {
            throw ActivationErrors.invalidExpiration(LONGEST);
        }
        NewActivation made = activations.create(new ActivationRequest(
                role.name(),
                request.description().orElse(""),
                request.defaultInstanceName().orElse(""),
                request.registrationLimit().orElse(1),
                expires,
                Tags.checked(request.tags())));
        return new Response(made.activation().id(), made.code().value());
    }
}
