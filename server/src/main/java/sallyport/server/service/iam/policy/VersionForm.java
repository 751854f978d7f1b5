// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.policy;

import java.time.Instant;
import java.util.Optional;
import sallyport.server.iam.policy.PolicyVersion;
import sallyport.server.service.iam.PolicyDocuments;

/** A version of a managed policy as IAM's API writes it. */
record VersionForm(Optional<String> document, String versionId, boolean isDefaultVersion, Instant createDate) {

    /** With its document. */
    static VersionForm of(PolicyVersion version) {
        return form(version, Optional.of(PolicyDocuments.encoded(version.document())));
    }

    /** As an element of a list, or as the answer of who made it. */
    static VersionForm listed(PolicyVersion version) {
        return form(version, Optional.empty());
    }

    private static VersionForm form(PolicyVersion version, Optional<String> document) {
        return new VersionForm(document, id(version.number()), version.isDefault(), version.created());
    }

    /** {@code v2} for 2. */
    static String id(int number) {
        return "v" + number;
    }

    /** 2 for {@code v2} or {@code v2.anything}; 0, which no version has, if there can be none of so high a number. */
    static int number(String versionId) {
        String digits = versionId.substring(1).split("\\.", 2)[0];
        return digits.length() > 9 ? 0 : Integer.parseInt(digits);
    }
}
