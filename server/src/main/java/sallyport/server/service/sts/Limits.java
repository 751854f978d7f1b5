// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.sts;

import java.util.List;
import java.util.Optional;
import sallyport.server.authz.SessionPolicyCheck;
import sallyport.server.iam.AwsManagedPolicies;
import sallyport.server.iam.IamState;
import sallyport.server.identity.SessionContext;

/** Session policies as requests give them. */
record Limits(IamState iam, AwsManagedPolicies awsManaged) {
    /** What AWS calls packed size is of this many characters. */
    private static final int PACKED = 2_048;

    private static final String AWS = "arn:aws:iam::aws:";

    /** The ARN of a managed policy. */
    public record PolicyArn(Optional<String> arn) {}

    /** Throws {@code AwsException} if one of them is none. */
    SessionContext.Policies of(Optional<String> inline, List<PolicyArn> given) {
        inline.flatMap(SessionPolicyCheck::problem).ifPresent(problem -> {
            throw StsErrors.malformedPolicy(problem);
        });
        List<String> arns = given.stream()
                .flatMap(policy -> policy.arn().stream())
                .distinct()
                .toList();
        for (String arn : arns) {
            if (!exists(arn)) {
                throw StsErrors.noSuchPolicy(arn);
            }
        }
        return new SessionContext.Policies(inline, arns);
    }

    private boolean exists(String arn) {
        if (arn.startsWith(AWS)) {
            return awsManaged.document(arn).isPresent();
        }
        return iam.read(tables -> tables.policies().find(arn.substring(arn.lastIndexOf('/') + 1)))
                .filter(row -> iam.home()
                        .globalArn("iam", "policy" + row.path() + row.name())
                        .toString()
                        .equals(arn))
                .isPresent();
    }

    /** Percent of what there is room for; empty if nothing was given. Throws {@code AwsException} if it is too much. */
    static Optional<Integer> packedSize(SessionContext.Carried carried) {
        int characters = carried.policies().inline().map(String::length).orElse(0);
        for (String arn : carried.policies().arns()) {
            characters += arn.length();
        }
        for (var tag : carried.tags().entrySet()) {
            characters += tag.getKey().length() + tag.getValue().length();
        }
        if (characters == 0) {
            return Optional.empty();
        }
        int percent = Math.ceilDiv(characters * 100, PACKED);
        if (percent > 100) {
            throw StsErrors.packedTooLarge(percent);
        }
        return Optional.of(percent);
    }
}
