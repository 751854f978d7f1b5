// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.role;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sallyport.server.authz.Requirement.AccessCheck;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.Iam;
import sallyport.server.iam.role.IamRole;
import sallyport.server.iam.role.IamRoles;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.PolicyDocuments;
import sallyport.server.service.iam.RoleForm;
import sallyport.server.service.iam.Tag;

/** Makes a role. */
public final class CreateRole extends IamOperation<CreateRole.Request, Nothing, CreateRole.Response> {
    private static final Duration DEFAULT_SESSION = Duration.ofHours(1);

    /** What to make. */
    public record Request(
            Optional<String> path,
            String roleName,
            String assumeRolePolicyDocument,
            Optional<String> description,
            Optional<Integer> maxSessionDuration,
            Optional<String> permissionsBoundary,
            List<Tag> tags) {}

    /** The role. */
    public record Response(RoleForm role) {}

    private final Home home;
    private final Iam iam;

    CreateRole(Home home, Iam iam) {
        super("CreateRole", Request.class, CHANGES);
        this.home = home;
        this.iam = iam;
    }

    @Override
    public Plan<Nothing> plan(Request request, Caller caller) {
        Map<String, List<String>> context = new HashMap<>(Tag.requestContext(request.tags()));
        request.permissionsBoundary().ifPresent(arn -> context.put("iam:PermissionsBoundary", List.of(arn)));
        String resource = "role" + request.path().orElse("/") + request.roleName();
        return Plan.of(new AccessCheck(action(), home.globalArn("iam", resource), context));
    }

    @Override
    protected Response carryOut(Request request, Nothing resolved, Call call) {
        PolicyDocuments.checkTrust(request.assumeRolePolicyDocument(), iam, home);
        IamRole.Settings settings = new IamRole.Settings(
                request.description().orElse(""),
                request.assumeRolePolicyDocument(),
                request.maxSessionDuration()
                        .map(seconds -> Duration.ofSeconds(seconds))
                        .orElse(DEFAULT_SESSION),
                request.permissionsBoundary());
        return new Response(RoleForm.of(iam.roles()
                .create(new IamRoles.NewRole(
                        request.roleName(), request.path().orElse("/"), settings, Tag.checked(request.tags())))));
    }
}
