// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sallyport.server.iam.policy.ManagedPolicy;
import sallyport.server.iam.policy.PolicyUse;
import sallyport.server.service.iam.Tag;

/** A managed policy as IAM's API writes it. */
record PolicyForm(
        String policyName,
        String policyId,
        String arn,
        String path,
        String defaultVersionId,
        int attachmentCount,
        int permissionsBoundaryUsageCount,
        boolean isAttachable,
        Optional<String> description,
        Instant createDate,
        Instant updateDate,
        Optional<List<Tag>> tags) {

    /** With everything. */
    static PolicyForm of(PolicyUse use) {
        return form(
                use,
                Optional.of(use.policy().description()).filter(text -> !text.isEmpty()),
                Optional.of(Tag.of(use.tags())));
    }

    /** As an element of a list, without tags and description. */
    static PolicyForm listed(PolicyUse use) {
        return form(use, Optional.empty(), Optional.empty());
    }

    private static PolicyForm form(PolicyUse use, Optional<String> description, Optional<List<Tag>> tags) {
        ManagedPolicy policy = use.policy();
        return new PolicyForm(
                policy.name(),
                policy.policyId(),
                policy.arn().toString(),
                policy.path(),
                VersionForm.id(policy.defaultVersion()),
                Math.toIntExact(use.attachments()),
                Math.toIntExact(use.boundaries()),
                true,
                description,
                policy.created(),
                policy.updated(),
                tags);
    }
}
