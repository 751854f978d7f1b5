// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy;

/** What comes out. */
public enum Decision {
    ALLOW("allowed"),
    /** A statement denies it, so nothing else matters. */
    EXPLICIT_DENY("explicitDeny"),
    /** Nothing allows it. */
    IMPLICIT_DENY("implicitDeny");

    private final String awsName;

    Decision(String awsName) {
        this.awsName = awsName;
    }

    /** The word of SimulatePrincipalPolicy. */
    public String awsName() {
        return awsName;
    }
}
