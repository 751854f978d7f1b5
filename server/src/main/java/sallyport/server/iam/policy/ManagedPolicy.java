// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam.policy;

import java.time.Instant;
import sallyport.server.identity.Arn;

/**
 * A managed policy, of the account or of AWS, as it was when it was read.
 *
 * @param policyId AWS's unique id, {@code ANPA…}
 * @param path begins and ends with a slash
 * @param defaultVersion the number of the version that is in force, 2 for v2
 */
public record ManagedPolicy(
        String policyId,
        String name,
        String path,
        Arn arn,
        String description,
        int defaultVersion,
        Instant created,
        Instant updated) {

    private static final String AWS_ACCOUNT = "aws";

    /** Whether it is AWS's: nobody changes it. */
    public boolean ofAws() {
        return arn.account().equals(AWS_ACCOUNT);
    }
}
