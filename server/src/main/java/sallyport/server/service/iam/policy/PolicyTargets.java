// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sallyport.server.authz.Requirement.AccessCheck;
import sallyport.server.aws.Plan;
import sallyport.server.iam.policy.Policies;
import sallyport.server.identity.Arn;
import sallyport.server.service.iam.IamErrors;
import sallyport.server.service.iam.Tag;

/** Finds the managed policy an operation is about and says what the caller must be allowed to do with it. */
final class PolicyTargets {
    private final Policies policies;

    PolicyTargets(Policies policies) {
        this.policies = policies;
    }

    /** The policy with that ARN; {@code context}: what else policies may ask about the request. Throws {@code AwsException} if it is none. */
    Plan<PolicyTarget> plan(String action, String text, Map<String, List<String>> context) {
        Arn arn = Arn.parse(text).orElseThrow(() -> IamErrors.invalidInput("ARN " + text + " is not valid."));
        PolicyTarget target = new PolicyTarget(text, policies.find(arn));
        Map<String, List<String>> all = new HashMap<>(context);
        target.found()
                .ifPresent(policy ->
                        all.putAll(Tag.resourceContext(policies.use(policy).tags())));
        return new Plan<>(new AccessCheck(action, arn, all), target);
    }
}
