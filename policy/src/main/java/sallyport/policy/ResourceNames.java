// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sallyport.policy.condition.Glob;

/** What may stand in a Resource element, and AWS's words for what may not. */
final class ResourceNames {
    private static final int PARTS = 6;
    private static final int ACCOUNT = 4;
    private static final List<String> PARTITIONS =
            List.of("aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc");

    private static final List<String> IAM_PATHS = List.of(
            "user/",
            "federated-user/",
            "role/",
            "group/",
            "instance-profile/",
            "mfa/",
            "server-certificate/",
            "policy/",
            "sms-mfa/",
            "saml-provider/",
            "oidc-provider/",
            "report/",
            "access-report/");

    /** Services whose resources belong to no region. */
    private static final Map<String, String> WITHOUT_REGION = Map.of(
            "iam", "IAM resource %s cannot contain region information.",
            "s3", "Resource %s can not contain region information.");

    private ResourceNames() {}

    /** The account of an ARN; empty if it names none. */
    static Optional<String> account(String arn) {
        int start = 0;
        for (int part = 0; part < ACCOUNT; part++) {
            start = arn.indexOf(':', start) + 1;
            if (start == 0) {
                return Optional.empty();
            }
        }
        int end = arn.indexOf(':', start);
        return end > start ? Optional.of(arn.substring(start, end)) : Optional.empty();
    }

    /** Whether AWS's old parser, which runs before everything else, gives up on it. */
    static boolean failsLegacyParsing(String resource) {
        String[] parts = resource.split(":", PARTS);
        if (parts.length > 2 && parts[2].isEmpty()) {
            return true;
        }
        return parts.length > 3 && parts.length < PARTS && (parts[3].isEmpty() || !isOpen(parts));
    }

    /** Fewer than six parts are taken only if a wildcard stands for the rest: {@code arn:aws:ssm:*}. */
    private static boolean isOpen(String[] parts) {
        return parts[parts.length - 1].indexOf('*') >= 0;
    }

    /**
     * Looks at one value of Resource or NotResource.
     *
     * @throws MalformedPolicyException with AWS's text for what is wrong
     */
    static void check(String resource) throws MalformedPolicyException {
        if (resource.equals("*")) {
            return;
        }
        String[] parts = resource.split(":", PARTS);
        if (parts.length == 1) {
            throw new MalformedPolicyException("Resource " + resource + " must be in ARN format or \"*\".");
        }
        Glob partition = Glob.of(parts[1]);
        if (PARTITIONS.stream().noneMatch(partition::matches)) {
            throw new MalformedPolicyException(
                    "Partition \"" + parts[1] + "\" is not valid for resource \"" + completed(parts) + "\".");
        }
        if (parts.length == 2 || hasWildcard(parts[2])) {
            throw new MalformedPolicyException("Resource vendor must be fully qualified and cannot contain regexes.");
        }
        if (parts.length < PARTS && !isOpen(parts)) {
            throw new MalformedPolicyException(Grammar.LEGACY_PARSING);
        }
        checkRegion(resource, parts);
        checkIamPath(parts);
    }

    /** AWS shows what it made of the text: {@code arn} in front, and {@code *} for the parts that are missing. */
    private static String completed(String[] parts) {
        StringBuilder arn = new StringBuilder("arn:").append(parts[1]);
        for (int part = 2; part < PARTS; part++) {
            arn.append(':').append(part < parts.length ? parts[part] : "*");
        }
        return arn.toString();
    }

    private static void checkRegion(String resource, String[] parts) throws MalformedPolicyException {
        String message = WITHOUT_REGION.get(parts[2]);
        if (message != null && parts.length > 3 && !parts[3].isEmpty() && !hasWildcard(parts[3])) {
            throw new MalformedPolicyException(message.formatted(resource));
        }
    }

    private static void checkIamPath(String[] parts) throws MalformedPolicyException {
        if (parts.length < PARTS || !parts[2].equals("iam") || hasWildcard(parts[5]) || parts[5].contains("${")) {
            return;
        }
        if (IAM_PATHS.stream().noneMatch(parts[5]::startsWith)) {
            throw new MalformedPolicyException(
                    "IAM resource path must either be \"*\" or start with " + String.join(", ", IAM_PATHS) + ".");
        }
    }

    private static boolean hasWildcard(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }
}
