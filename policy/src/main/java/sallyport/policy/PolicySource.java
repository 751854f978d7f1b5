// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy;

/**
 * Where a policy comes from; says nothing about what it does.
 *
 * @param id its name or ARN, SourcePolicyId of SimulatePrincipalPolicy
 * @param attachedTo for people: {@code group engineers}; empty if it is attached to nobody
 */
public record PolicySource(Type type, String id, String attachedTo) {

    /** PolicySourceType of SimulatePrincipalPolicy. */
    public enum Type {
        USER("user"),
        GROUP("group"),
        ROLE("role"),
        AWS_MANAGED("aws-managed"),
        USER_MANAGED("user-managed"),
        RESOURCE("resource"),
        NONE("none");

        private final String awsName;

        Type(String awsName) {
            this.awsName = awsName;
        }

        public String awsName() {
            return awsName;
        }
    }
}
