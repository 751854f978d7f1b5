// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The managed policies that AWS owns and every account has: they come with the program and change with it. Immutable. */
public final class AwsManagedPolicies {
    /** What the ARNs of all of them begin with. */
    public static final String PREFIX = "arn:aws:iam::aws:policy/";

    /**
     * One of them; it has one version, v1.
     *
     * @param name with its path: {@code service-role/AmazonEC2RoleforSSM}
     * @param policyId {@code ANPA…}, the same in every account
     */
    public record Entry(String name, String policyId, String description, Instant created) {}

    private static final List<Entry> ENTRIES = List.of(
            new Entry(
                    "AdministratorAccess",
                    "ANPAIWMBCKSKIEE64ZLYK",
                    "Provides full access to AWS services and resources.",
                    Instant.parse("2015-02-06T18:39:46Z")),
            new Entry(
                    "AmazonSSMManagedInstanceCore",
                    "ANPAXSHM2BNB2K6GVPXOB",
                    "The policy for Amazon EC2 Role to enable AWS Systems Manager service core functionality.",
                    Instant.parse("2019-03-15T17:22:12Z")),
            new Entry(
                    "IAMFullAccess",
                    "ANPAI7XKCFMBPM3QQRRVQ",
                    "Provides full access to IAM via the AWS Management Console.",
                    Instant.parse("2015-02-06T18:40:38Z")),
            new Entry(
                    "IAMReadOnlyAccess",
                    "ANPAJKSO7NDY4T57MWDSQ",
                    "Provides read only access to IAM via the AWS Management Console.",
                    Instant.parse("2015-02-06T18:40:39Z")),
            new Entry(
                    "IAMUserChangePassword",
                    "ANPAJ4L4MM2A7QIEB56MS",
                    "Provides the ability for an IAM user to change their own password.",
                    Instant.parse("2016-11-15T00:25:16Z")),
            new Entry(
                    "AmazonSSMReadOnlyAccess",
                    "ANPAJODSKQGGJTHRYZ5FC",
                    "Provides read only access to Amazon SSM.",
                    Instant.parse("2015-05-29T17:44:19Z")));

    private final Map<String, String> documents = new HashMap<>();

    public AwsManagedPolicies() {
        ENTRIES.forEach(entry -> documents.put(PREFIX + entry.name(), load(entry.name())));
    }

    /** All of them. */
    public List<Entry> list() {
        return ENTRIES;
    }

    /** The policy with this ARN, JSON; empty if there is none. */
    public Optional<String> document(String arn) {
        return Optional.ofNullable(documents.get(arn));
    }

    private static String load(String name) {
        try (InputStream in = AwsManagedPolicies.class.getResourceAsStream("managed/" + name + ".json")) {
            if (in == null) {
                throw new AssertionError("the server's jar lacks the policy " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("the server's jar is damaged in the policy " + name, e);
        }
    }
}
