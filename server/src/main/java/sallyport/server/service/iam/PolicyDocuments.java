// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import sallyport.policy.MalformedPolicyException;
import sallyport.policy.Policy;
import sallyport.policy.PolicyKind;
import sallyport.server.aws.AwsException;
import sallyport.server.iam.Iam;
import sallyport.server.iam.Quota;
import sallyport.server.iam.User;
import sallyport.server.iam.role.IamRole;
import sallyport.server.identity.Arn;
import sallyport.server.identity.Home;

/** Checks policy documents that are to be kept, and writes those that are. */
public final class PolicyDocuments {
    private PolicyDocuments() {}

    /** Throws {@code AwsException} if it cannot be a managed policy. */
    public static void checkManaged(String document) {
        Quota.POLICY_SIZE.admit(parse(document, PolicyKind.MANAGED).significantCharacters());
    }

    /** Throws {@code AwsException} if it cannot be a policy of a user's, group's or role's own. */
    public static void checkInline(String document) {
        parse(document, PolicyKind.IDENTITY);
    }

    /** Throws {@code AwsException} if it cannot say who may act as a role: it must name nobody of this account who does not exist. */
    public static void checkTrust(String document, Iam iam, Home home) {
        Policy policy = parse(document, PolicyKind.TRUST);
        Quota.TRUST_SIZE.admit(policy.significantCharacters());
        for (String principal : policy.principals()) {
            if (!exists(principal, iam, home)) {
                throw malformed("Invalid principal in policy: \"AWS\":\"" + principal + "\"");
            }
        }
    }

    /** As IAM's replies have it: percent-encoded. */
    public static String encoded(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static Policy parse(String document, PolicyKind kind) {
        try {
            return Policy.parse(document, kind);
        } catch (MalformedPolicyException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    private static AwsException malformed(String text) {
        return AwsException.sender("MalformedPolicyDocument", text);
    }

    /** Whether a user or role of this account is there; of what is elsewhere, nobody here can know. */
    private static boolean exists(String principal, Iam iam, Home home) {
        Optional<Arn> arn = Arn.parse(principal)
                .filter(parsed -> parsed.service().equals("iam")
                        && parsed.account().equals(home.account().digits()));
        if (arn.isEmpty()) {
            return true;
        }
        String resource = arn.get().resource();
        String name = resource.substring(resource.lastIndexOf('/') + 1);
        return resource.equals("root")
                || iam.users().find(name).map(User::arn).equals(arn)
                || iam.roles().find(name).map(IamRole::arn).equals(arn);
    }
}
