// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import sallyport.policy.condition.Context;

/** Requesters, sources and documents that tests share. */
final class TestPolicies {
    static final Path VECTORS = Path.of("src/test/resources/vectors");
    static final String ACCOUNT = "111122223333";
    static final String INSTANCE = "arn:aws:ec2:us-east-1:111122223333:instance/i-0123456789abcdef0";

    static final Requester.User ALICE =
            new Requester.User("arn:aws:iam::111122223333:user/alice", "AIDAAAAAAAAAAAAAALICE");
    static final Requester.RoleSession SSO_SESSION = new Requester.RoleSession(
            "arn:aws:sts::111122223333:assumed-role/Engineer/alice@example.com",
            "arn:aws:iam::111122223333:role/sso/Engineer",
            "AROAAAAAAAAAAAAAEGNER");
    static final Requester.RoleSession NODE = new Requester.RoleSession(
            "arn:aws:sts::111122223333:assumed-role/ec2-ssm-role/i-0123456789abcdef0",
            "arn:aws:iam::111122223333:role/ec2-ssm-role",
            "AROAAAAAAAAAAAAAAANODE");

    private TestPolicies() {}

    static PolicySource source(String id) {
        return new PolicySource(PolicySource.Type.USER_MANAGED, id, "user alice");
    }

    static Policy policy(String json, PolicyKind kind) {
        try {
            return Policy.parse(json, kind);
        } catch (MalformedPolicyException e) {
            throw new AssertionError(e.getMessage() + " in " + json, e);
        }
    }

    /** A document of the directory {@code vectors/policies}. */
    static String document(String name) {
        try {
            return Files.readString(VECTORS.resolve("policies").resolve(name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Statements without the braces around them; quotes may be single ones. */
    static String statements(String... statements) {
        return "{'Version':'2012-10-17','Statement':[{%s}]}"
                .formatted(String.join("},{", statements))
                .replace('\'', '"');
    }

    static Policy identity(String... statements) {
        return policy(statements(statements), PolicyKind.IDENTITY);
    }

    static PolicySet identities(Policy... policies) {
        PolicySet.Builder set = PolicySet.builder();
        for (Policy policy : policies) {
            set.identity(source("test"), policy);
        }
        return set.build();
    }

    static Request startSession(Context context) {
        return Request.of(ALICE, "ssm:StartSession", INSTANCE, context);
    }
}
