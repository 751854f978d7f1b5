// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.policy;

/** What policies are used for, as IAM's API writes it. */
final class PolicyUsage {
    private static final String BOUNDARY = "PermissionsBoundary";

    private PolicyUsage() {}

    /** True for a permissions boundary, false for a policy that permits. */
    static boolean isBoundary(String usage) {
        return usage.equals(BOUNDARY);
    }
}
