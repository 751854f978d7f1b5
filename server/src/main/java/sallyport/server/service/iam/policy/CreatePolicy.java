// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.policy;

import java.util.List;
import java.util.Optional;
import sallyport.server.authz.Requirement.AccessCheck;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.policy.ManagedPolicy;
import sallyport.server.iam.policy.Policies;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.PolicyDocuments;
import sallyport.server.service.iam.Tag;

/** Makes a managed policy. */
public final class CreatePolicy extends IamOperation<CreatePolicy.Request, Nothing, CreatePolicy.Response> {
    /** What to make. */
    public record Request(
            String policyName,
            Optional<String> path,
            String policyDocument,
            Optional<String> description,
            List<Tag> tags) {}

    /** The policy. */
    public record Response(PolicyForm policy) {}

    private final Home home;
    private final Policies policies;

    CreatePolicy(Home home, Policies policies) {
        super("CreatePolicy", Request.class, CHANGES);
        this.home = home;
        this.policies = policies;
    }

    @Override
    public Plan<Nothing> plan(Request request, Caller caller) {
        String resource = "policy" + request.path().orElse("/") + request.policyName();
        return Plan.of(new AccessCheck(action(), home.globalArn("iam", resource), Tag.requestContext(request.tags())));
    }

    @Override
    protected Response carryOut(Request request, Nothing resolved, Call call) {
        PolicyDocuments.checkManaged(request.policyDocument());
        ManagedPolicy policy = policies.create(new Policies.NewPolicy(
                request.policyName(),
                request.path().orElse("/"),
                request.description().orElse(""),
                request.policyDocument(),
                Tag.checked(request.tags())));
        return new Response(PolicyForm.of(policies.use(policy)));
    }
}
