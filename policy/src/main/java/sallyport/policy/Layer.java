// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy;

/** The kinds of policies that take part in a decision, in the order in which a refusal is blamed on them. */
public enum Layer {
    IDENTITY("identity-based policy", "an identity-based policy"),
    BOUNDARY("permissions boundary", "a permissions boundary"),
    SESSION("session policy", "a session policy"),
    RESOURCE("resource-based policy", "a resource-based policy");

    private final String awsName;
    private final String withArticle;

    Layer(String awsName, String withArticle) {
        this.awsName = awsName;
        this.withArticle = withArticle;
    }

    String awsName() {
        return awsName;
    }

    String withArticle() {
        return withArticle;
    }
}
