// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.policy;

import java.util.List;
import sallyport.server.aws.Operation;
import sallyport.server.iam.Iam;
import sallyport.server.iam.policy.Policies;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.Paging;

/** The operations on managed policies that there are. */
public final class PolicyOperations {
    private PolicyOperations() {}

    public static List<Operation<?, ?, ?>> all(Home home, Iam iam, Paging paging) {
        Policies policies = iam.policies();
        PolicyTargets targets = new PolicyTargets(policies);
        return List.of(
                new CreatePolicy(home, policies),
                new GetPolicy(targets, policies),
                new DeletePolicy(targets, policies),
                new ListPolicies(home, policies, paging),
                new CreatePolicyVersion(targets, policies),
                new GetPolicyVersion(targets, policies),
                new ListPolicyVersions(targets, policies, paging),
                new SetDefaultPolicyVersion(targets, policies),
                new DeletePolicyVersion(targets, policies),
                new ListEntitiesForPolicy(targets, iam, paging),
                new TagPolicy(targets, policies),
                new UntagPolicy(targets, policies),
                new ListPolicyTags(targets, policies, paging));
    }
}
