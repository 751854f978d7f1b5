// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam;

import sallyport.server.iam.policy.ManagedPolicy;

/** A managed policy that is attached, as IAM's API writes it. */
public record AttachedPolicy(String policyName, String policyArn) {
    public static AttachedPolicy of(ManagedPolicy policy) {
        return new AttachedPolicy(policy.name(), policy.arn().toString());
    }
}
